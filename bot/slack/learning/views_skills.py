"""Shows a person's progress over all sections, and what they share with others."""

from bot.coaching.learning.progress import LearnerProgress, SectionProgress
from bot.slack.api.blocks import Block, Message, actions, button, context, message, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_bars import (
    SECTIONS_A_PAGE,
    bars,
    level_label,
    paged,
    pager,
    section_menu,
    totals,
)

SKILLS_PAGE = "skills_page"
OPEN_SECTION = "open_section"
SECTION_PAGE = "section_page"
HISTORY_PAGE = "history_page"
OWN, GONE = "own", "gone"
"""Used in place of a section's id: the person's own skills, and those gone from the documents."""

STARTED_SHOWN = 5
LONGEST_SKILL = 150
SHARED_CHARACTERS = 9_000

NOTHING = (
    "You haven't logged anything yet. Tell me what you know in your own words, for example "
    "`/learned docker and terraform`, and I'll find the skills you mean."
)
EMPTY = "There are no skills in the documents yet. Your admin can add some."
CHART = "I sent a chart of this to our direct messages."


def overview_message(progress: LearnerProgress, page: int = 0, *, chart: bool = False) -> Message:
    """Return one page of all sections, started ones first; ``chart`` adds that a chart was sent."""
    if not progress.total and not progress.levels:
        return message(EMPTY, *paragraphs(EMPTY))
    page, pages = paged(len(progress.sections), page, SECTIONS_A_PAGE)
    first = page * SECTIONS_A_PAGE
    shown = progress.sections[first : first + SECTIONS_A_PAGE]
    blocks = paragraphs(totals(progress))
    blocks += [] if progress.levels else paragraphs(NOTHING)
    blocks += sections_block(shown, progress, OPEN_SECTION)
    blocks += actions("skills", [*pager(SKILLS_PAGE, page, pages), *_more(progress)])
    blocks += started(progress)
    blocks += context(CHART) if chart else []
    return message(_fallback(progress), *blocks)


def sections_block(
    shown: tuple[SectionProgress, ...], progress: LearnerProgress, action_id: str
) -> list[Block]:
    """Return one line with a bar per section, and a menu to open one of them."""
    if not shown:
        return []
    several = len({one.document.id for one in progress.sections}) > 1
    *before, last = paragraphs(bars(shown, documents=several))
    return [*before, last | {"accessory": section_menu(action_id, shown)}]


def started(progress: LearnerProgress) -> list[Block]:
    """Return the skills in progress, on one line."""
    if not progress.started:
        return []
    names = [escape(shorten(each.text, LONGEST_SKILL)) for each in progress.started[:STARTED_SHOWN]]
    rest = len(progress.started) - len(names)
    more = f" · and {rest} more" if rest else ""
    return paragraphs(f"*In progress*: {' · '.join(names)}{more}")


def shared_message(person: str, progress: LearnerProgress) -> Message:
    """Return what a person shares with the team: skills and levels by section, nothing else."""
    lines = [f"<@{person}>: {totals(progress)}"]
    for one in progress.sections:
        if one.known:
            skills = [f"{k.text} ({level_label(k.level)})" for k in one.known.values()]
            title = f"*{escape(one.section.title)}* {len(one.known)} of {len(one.skills)}"
            lines.append(f"{title}: {escape('; '.join(skills))}")
    if progress.own:
        lines.append(f"*Their own skills*: {escape('; '.join(k.text for k in progress.own))}")
    text = shorten("\n".join(lines), SHARED_CHARACTERS)
    return message(text, *paragraphs(text), *context("Self-reported and shared with the team."))


def _more(progress: LearnerProgress) -> list[Block]:
    """Return buttons to the skills without a section and to the history."""
    buttons = []
    if progress.own:
        buttons.append(button(SECTION_PAGE, f"Your own skills ({len(progress.own)})", f"{OWN}:0"))
    if progress.gone:
        left = f"Not in the documents anymore ({len(progress.gone)})"
        buttons.append(button(SECTION_PAGE, left, f"{GONE}:0"))
    if progress.levels or progress.started:
        buttons.append(button(HISTORY_PAGE, "History", "0"))
    return buttons


def _fallback(progress: LearnerProgress) -> str:
    started_sections = [
        f"{one.section.title} {len(one.known)} of {len(one.skills)}" for one in progress.begun
    ]
    return escape(
        "; ".join([f"{progress.known} of {progress.total} skills logged", *started_sections])
    )
