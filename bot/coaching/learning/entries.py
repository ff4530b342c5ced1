"""Entries of the append-only learning log. Pure.

Nothing in the log is ever changed. Corrections are new entries: a later entry undoes an earlier
one, or repeats a skill with new details. `fold_log` computes a person's current state.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from hashlib import sha256

OWN = "own:"
"""Prefix of the ids of skills that aren't in any document; the rest is a hash of their words."""


class Level(IntEnum):
    """How well a person says they know a skill. Self-reported, and shown as such."""

    AWARE = 1
    PRACTISING = 2
    CONFIDENT = 3
    CAN_TEACH = 4

    @property
    def label(self) -> str:
        """The level as people read it."""
        return self.name.lower().replace("_", " ")


class EntryKind(StrEnum):
    """What an entry records."""

    LEARNED = "learned"
    """They know the skill, at ``level`` if given; the latest level counts."""
    REMOVED = "removed"
    """The skill is removed from their skills; the history keeps it."""
    TAKEN_BACK = "taken_back"
    """The entry or batch named in ``about`` was a mistake."""
    STARTED = "started"
    """They are learning it now."""
    LATER = "later"
    """They postponed a suggestion."""
    NOT_FOR_ME = "not_for_me"
    """They never want to see a suggestion again."""
    GOAL = "goal"
    """What they work toward, in ``words``; empty words clear it."""
    PLAN = "plan"
    """Their plan toward the goal in ``words``; ``note`` has the weeks, empty to end the plan."""
    SHARING = "sharing"
    """Who may see their skills: ``words`` is a ``Sharing``."""
    RECALLED = "recalled"
    """They answered a recall question; ``words`` is the grade."""
    GAPS = "gaps"
    """Whether they get gap reports as a document's owner: ``words`` is a ``GapSubscription``."""


class Sharing(StrEnum):
    """Who else may see a person's skills. Nobody, until they choose otherwise."""

    NOBODY = "nobody"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a person logged. ``id`` is unique: storing it twice has no effect.

    ``skill``, ``section`` and ``document`` are the words at that time, kept whatever happens to the
    document. Entries made together share a ``batch``. ``at`` is in seconds since 1970; ``on`` is
    the day of the learning (ISO 8601), "" if not given.
    """

    id: str
    workspace: str
    person: str
    at: float
    kind: EntryKind
    batch: str = ""
    skill_id: str = ""
    skill: str = ""
    section: str = ""
    document: str = ""
    level: Level | None = None
    on: str = ""
    words: str = ""
    evidence: str = ""
    note: str = ""
    wish: bool = False
    """They want to learn more about it."""
    about: str = ""
    """For ``TAKEN_BACK``: the id of the entry or batch to undo."""


def own_id(words: str) -> str:
    """Return the id of a skill that is the person's own; case and spacing don't matter."""
    plain = " ".join(words.casefold().split())
    return OWN + sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]
