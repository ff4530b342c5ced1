"""Changing what was logged: said anew or removed, never overwritten. Pure."""

from dataclasses import replace

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import Known


def said_anew(
    known: Known, entry_id: str, at: float, *, level: Level | None, evidence: str, note: str
) -> Entry | None:
    """The entry that adds a level, evidence or a note to a logged skill; None where nothing is new.

    The day it was learned stays what it was. ``level`` None leaves the level as it is.
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


def removed(known: Known, entry_id: str, at: float) -> Entry:
    """The entry that takes a skill out of a person's skills; the history keeps it."""
    return _about(known, entry_id, at, EntryKind.REMOVED)


def _about(known: Known, entry_id: str, at: float, kind: EntryKind) -> Entry:
    said = known.entries[-1]
    return Entry(
        id=entry_id,
        workspace=said.workspace,
        person=said.person,
        at=at,
        kind=kind,
        skill_id=known.id,
        skill=known.text,
        section=known.section.title if known.section else said.section,
        document=said.document,
    )
