"""Shows the skills of one section, each with what was logged and a menu to change it."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.coaching.learning.learner_state import KnownSkill
from bot.coaching.learning.progress import LearnerProgress, SectionProgress
from bot.slack.api.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    message,
    paragraphs,
    source,
)
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_bars import level_label, paged, pager
from bot.slack.learning.views_skills import (
    GONE,
    HISTORY_PAGE,
    LONGEST_SKILL,
    OWN,
    SECTION_PAGE,
    SKILLS_PAGE,
)
from knowledge.model import Skill

SKILL_MENU = "skill_menu"
KNOW, UNDO = "know", "undo"
EDIT, HISTORY, REMOVE = "edit", "history", "remove"
MENU = ((EDIT, "Change level or evidence"), (HISTORY, "History"), (REMOVE, "Remove"))
SKILLS_A_PAGE = 15
EVIDENCE_SHOWN = 3
LONGEST_NOTE = 300
LONGEST_EVIDENCE = 500

GONE_TITLE = "*Not in the documents anymore*: what you logged stays yours"
OWN_TITLE = "*Your own skills*: not in any document"
NOTHING_HERE = "There's nothing here anymore."


def section_message(
    one: SectionProgress,
    page: int = 0,
    notice: Sequence[Block] = (),
    shown_by: Mapping[str, str] | None = None,
) -> Message:
    """Return one page of a section's skills, logged or not, with ``notice`` above them.

    ``shown_by`` has the skills that count as known: id -> text of the logged skill that implies it.
    """
    page, pages = paged(len(one.skills), page, SKILLS_A_PAGE)
    first = page * SKILLS_A_PAGE
    title = f"{source(one.section, one.document)}: {len(one.known)} of {len(one.skills)} logged"
    blocks = [*notice, *paragraphs(title)]
    for skill in one.skills[first : first + SKILLS_A_PAGE]:
        known = one.known.get(skill.id)
        blocks += [
            known_block(known) if known else _open_block(skill, (shown_by or {}).get(skill.id, ""))
        ]
    blocks += _foot(one.section.id, page, pages)
    fallback = f"{one.section.title}: {len(one.known)} of {len(one.skills)} logged"
    return message(escape(fallback), *blocks)


def listed_message(
    where: str, progress: LearnerProgress, page: int = 0, notice: Sequence[Block] = ()
) -> Message:
    """Return one page of the logged skills without a section; ``where`` is ``OWN`` or ``GONE``."""
    listed = progress.own if where == OWN else progress.gone
    page, pages = paged(len(listed), page, SKILLS_A_PAGE)
    first = page * SKILLS_A_PAGE
    title = OWN_TITLE if where == OWN else GONE_TITLE
    shown = [known_block(each) for each in listed[first : first + SKILLS_A_PAGE]]
    blocks = [*paragraphs(title), *(shown or paragraphs(NOTHING_HERE))]
    names = ", ".join(each.text for each in listed[:SKILLS_A_PAGE])
    return message(escape(f"{title}: {names}"), *notice, *blocks, *_foot(where, page, pages))


def page_of(known: KnownSkill) -> str:
    """Return which page shows a logged skill: its section's id, ``OWN`` or ``GONE``."""
    if known.section is not None:
        return known.section.id
    return OWN if known.own else GONE


def removed_notice(text: str, entry_id: str) -> list[Block]:
    """Return a notice that a skill was removed, with *Undo*."""
    (block, *_) = paragraphs(f"Removed: {escape(shorten(text, LONGEST_SKILL))}")
    return [block | {"accessory": button(UNDO, "Undo", entry_id, label=f"Restore {text}")}]


def known_block(known: KnownSkill) -> Block:
    """Return a logged skill with its level, date, evidence, note and menu."""
    lines = [f"✓ *{escape(shorten(known.text, LONGEST_SKILL))}*", _facts(known)]
    lines += [f"Logged as “{escape(shorten(known.was, LONGEST_SKILL))}”"] if known.was else []
    note = known.entries[-1].note
    lines += [f"“{escape(shorten(note, LONGEST_NOTE))}”"] if note else []
    (block, *_) = paragraphs("\n".join(lines))
    return block | {"accessory": _menu(known.id)}


def day(iso: str) -> str:
    """Format an ISO 8601 date as "7 Jan 2030"; return anything else unchanged."""
    try:
        on = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{on.day} {on:%b %Y}"


def evidence_link(evidence: str) -> str:
    """Return evidence as mrkdwn: a link if it is a plain web address, else the text."""
    shown = escape(shorten(evidence, LONGEST_EVIDENCE))
    web = evidence.startswith(("https://", "http://")) and not set(evidence) & set("<>| \n\t")
    return f"<{escape(evidence)}|evidence>" if web and len(evidence) <= LONGEST_EVIDENCE else shown


def _facts(known: KnownSkill) -> str:
    facts = [level_label(known.level), day(known.on)]
    facts += [evidence_link(each) for each in known.evidence[-EVIDENCE_SHOWN:]]
    facts += ["wants to learn more"] if known.wish else []
    return " · ".join(facts)


def _open_block(skill: Skill, shown_by: str) -> Block:
    counts = f"; counts as known, because you logged “{shorten(shown_by, LONGEST_SKILL)}”"
    state = f"not logged{counts if shown_by else ''}"
    (block, *_) = paragraphs(escape(f"○ {shorten(skill.text, LONGEST_SKILL)}\n{state}"))
    label = f"I know this: {skill.text}"
    return block | {"accessory": button(KNOW, "I know this", skill.id, label=label)}


def _menu(skill_id: str) -> Block:
    options = [
        {"text": {"type": "plain_text", "text": words}, "value": f"{what}:{skill_id}"}
        for what, words in MENU
    ]
    return {"type": "overflow", "action_id": SKILL_MENU, "options": options}


def _foot(where: str, page: int, pages: int) -> list[Block]:
    buttons = pager(SECTION_PAGE, page, pages, where)
    buttons += [button(SKILLS_PAGE, "All sections", "0"), button(HISTORY_PAGE, "History", "0")]
    shown = f"Page {page + 1} of {pages}. " if pages > 1 else ""
    return [*actions("section", buttons), *context(f"{shown}Levels are self-reported.")]
