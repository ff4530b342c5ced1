"""Shows the history: everything a person logged, newest first, with *Undo*."""

from collections.abc import Collection, Sequence

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import day_of
from bot.slack.api.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    header,
    message,
    paragraphs,
)
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_bars import paged, pager
from bot.slack.learning.views_section import UNDO, day
from bot.slack.learning.views_skills import HISTORY_PAGE, LONGEST_SKILL, SKILLS_PAGE

ENTRIES_A_PAGE = 12
EMPTY = "No history yet: you haven't logged anything."

WORDS = {
    EntryKind.LEARNED: "Logged *{skill}*{level}",
    EntryKind.REMOVED: "Removed *{skill}*",
    EntryKind.STARTED: "Started *{skill}*",
    EntryKind.LATER: "Postponed *{skill}*",
    EntryKind.NOT_FOR_ME: "Not for me: *{skill}*",
    EntryKind.RECALLED: "Recalled *{skill}*: {words}",
    EntryKind.GOAL: "Goal: *{words}*",
    EntryKind.PLAN: "Plan: *{words}*",
    EntryKind.SHARING: "Shared with: *{words}*",
}
OTHER = "{kind}: *{words}*"


def history_message(
    entries: Sequence[Entry], active_ids: Collection[str], page: int = 0, skill_id: str = ""
) -> Message:
    """Return one page of the history.

    ``entries`` is oldest first, and ``holding`` is the ids of those that aren't undone. With a
    ``skill_id``, the entries and the next pages are about one skill.
    """
    listed = [entry for entry in reversed(entries) if entry.kind is not EntryKind.TAKEN_BACK]
    if not listed:
        return message(EMPTY, *paragraphs(EMPTY))
    page, pages = paged(len(listed), page, ENTRIES_A_PAGE)
    first = page * ENTRIES_A_PAGE
    title = f"History of {listed[0].skill}" if skill_id else "History"
    shown = listed[first : first + ENTRIES_A_PAGE]
    blocks = [header(title), *(entry_block(e, active=e.id in active_ids) for e in shown)]
    back = button(SKILLS_PAGE, "All sections", "0")
    blocks += actions("history", [*pager(HISTORY_PAGE, page, pages, skill_id), back])
    shown_page = f"Page {page + 1} of {pages}, newest first." if pages > 1 else "Newest first."
    blocks += context(shown_page)
    return message(escape(f"{title}: {len(listed)} entries"), *blocks)


def entry_block(entry: Entry, *, active: bool) -> Block:
    """Return one entry with *Undo*, or struck through if it was undone."""
    text = _entry_text(entry)
    if not active:
        (block, *_) = paragraphs(f"~{text}~ undone")
        return block
    (block, *_) = paragraphs(f"{text}\n{day(day_of(entry))}{_kept(entry)}")
    label = f"Undo: {entry.skill or entry.words}"
    return block | {"accessory": button(UNDO, "Undo", entry.id, label=label)}


def _entry_text(entry: Entry) -> str:
    words = escape(shorten(entry.words, LONGEST_SKILL)) or "none"
    return WORDS.get(entry.kind, OTHER).format(
        kind=entry.kind.value.replace("_", " ").capitalize(),
        skill=escape(shorten(entry.skill, LONGEST_SKILL)),
        words=words,
        level=f", {entry.level.label}" if entry.level else "",
    )


def _kept(entry: Entry) -> str:
    names = () if entry.kind is EntryKind.PLAN else ("evidence", "note")
    kept = [name for name in names if getattr(entry, name)]
    return f" · with {' and '.join(kept)}" if kept else ""
