"""Shows what was logged, the same everywhere, with buttons to correct it."""

from collections.abc import Sequence

from bot.coaching.learning.entries import OWN, Entry
from bot.coaching.learning.learner_state import day_of
from bot.slack.api.blocks import Block, Message, actions, button, context, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_section import UNDO, day, evidence_link
from knowledge.model import Skill

NOT_THIS = "not_this_skill"
NOT_KNOWN = "implied_not_known"
LONGEST_SKILL = 200
LONGEST_EVIDENCE = 300
IMPLIED_SHOWN = 4

SELF_REPORTED = "Self-reported. Only you see it unless you share it."
TAKEN_BACK = "Undone: {what}. It stays in your history, not in your skills."
ALREADY = "That was already undone."
NO_LONGER = "That isn't in your log anymore, so there's nothing to undo."


def logged_message(
    entries: Sequence[Entry], *, lead: str = "", implied: Sequence[Skill] = ()
) -> Message:
    """Return a message on the entries of one batch, with *Undo*.

    Entries found by matching words also have *Not this one*. ``lead`` is a first line, not escaped;
    ``implied`` is the skills that count as known because of these.
    """
    text = "\n".join([*([lead] if lead else []), *(_plain(entry) for entry in entries)])
    return message(escape(text), *logged_blocks(entries, lead=lead, implied=implied))


def logged_blocks(
    entries: Sequence[Entry], *, lead: str = "", implied: Sequence[Skill] = ()
) -> list[Block]:
    """Return the blocks of ``logged_message``."""
    blocks = paragraphs(escape(lead)) if lead else []
    several = len(entries) > 1
    for entry in entries:
        (block, *_) = paragraphs(_line(entry))
        blocks.append(
            block | {"accessory": _not_this(entry)} if several and _guessed(entry) else block
        )
    blocks += context(SELF_REPORTED)
    batch = entries[0].batch or entries[0].id
    blocks += _implied(implied, batch)
    buttons = [button(UNDO, "Undo", batch, label="Undo what was logged")]
    if not several and _guessed(entries[0]):
        buttons.append(_not_this(entries[0]))
    return blocks + actions(f"logged:{entries[0].id}", buttons)


def undone_message(entries: Sequence[Entry]) -> Message:
    """Return a message on what was undone; without entries, that it was already undone."""
    if not entries:
        return note(ALREADY)
    names = [shorten(e.skill or e.words or e.kind.value, LONGEST_SKILL) for e in entries]
    return note(TAKEN_BACK.format(what="; ".join(names)))


def _line(entry: Entry) -> str:
    where = f"{entry.section} · {entry.document}" if entry.section else "your own skill"
    facts = [escape(where), day(day_of(entry))]
    facts += [f"{entry.level.label} (self-reported)"] if entry.level else []
    facts += ["wants to learn more"] if entry.wish else []
    lines = [f"✓ Logged *{escape(shorten(entry.skill, LONGEST_SKILL))}*", " · ".join(facts)]
    if entry.evidence:
        lines.append(f"Evidence: {_evidence(entry.evidence)}")
    if entry.note:
        lines.append(f"Note: {escape(shorten(entry.note, LONGEST_EVIDENCE))}")
    return "\n".join(lines)


def _evidence(evidence: str) -> str:
    """Return evidence as mrkdwn; a web address becomes a link with itself as text."""
    shown = escape(shorten(evidence, LONGEST_EVIDENCE))
    return evidence_link(evidence).replace("|evidence>", f"|{shown}>")


def _plain(entry: Entry) -> str:
    level = f", {entry.level.label}" if entry.level else ""
    return f"Logged: {shorten(entry.skill, LONGEST_SKILL)} ({day(day_of(entry))}{level})"


def _guessed(entry: Entry) -> bool:
    """Whether the skill was found by matching words, so that another one may have been meant."""
    return bool(entry.words) and not entry.skill_id.startswith(OWN)


def _not_this(entry: Entry) -> Block:
    return button(NOT_THIS, "Not this one", entry.id, label=f"Not this one: {entry.skill}")


def _implied(implied: Sequence[Skill], batch: str) -> list[Block]:
    if not implied:
        return []
    names = "; ".join(escape(shorten(s.text, LONGEST_SKILL)) for s in implied[:IMPLIED_SHOWN])
    rest = len(implied) - IMPLIED_SHOWN
    more = f"; and {rest} more" if rest > 0 else ""
    (block, *_) = paragraphs(
        f"These also count as known, because what you logged builds on them: {names}{more}"
    )
    label = "Choose what you don't know"
    return [block | {"accessory": button(NOT_KNOWN, "I don't know these", batch, label=label)}]
