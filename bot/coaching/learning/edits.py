"""Edit or remove logged skills by adding new entries, never by overwriting. Pure."""

from dataclasses import replace

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import KnownSkill


def edit_entry(
    known: KnownSkill, entry_id: str, at: float, *, level: Level | None, evidence: str, note: str
) -> Entry | None:
    """Return the entry that adds a level, evidence or a note to a logged skill; None if unchanged.

    The day it was learned stays the same. ``level`` None leaves the level unchanged.
    """
    new_level = None if level is known.level else level
    if new_level is None and not evidence and not note:
        return None
    return replace(
        _about(known, entry_id, at, EntryKind.LEARNED),
        level=new_level,
        on=known.on,
        evidence=evidence,
        note=note or known.entries[-1].note,
        wish=known.wish,
    )


def removal_entry(known: KnownSkill, entry_id: str, at: float) -> Entry:
    """Return the entry that removes a skill from a person's skills; the history keeps it."""
    return _about(known, entry_id, at, EntryKind.REMOVED)


def _about(known: KnownSkill, entry_id: str, at: float, kind: EntryKind) -> Entry:
    last = known.entries[-1]
    return Entry(
        id=entry_id,
        workspace=last.workspace,
        person=last.person,
        at=at,
        kind=kind,
        skill_id=known.id,
        skill=known.text,
        section=known.section.title if known.section else last.section,
        document=last.document,
    )
