"""What people say about their learning: the entries of an append-only log. Pure.

Nothing in the log is ever changed. To correct is to say something more: a later entry takes an
earlier one back, or says the same skill anew. `standing` works out where a person stands.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from hashlib import sha256

OWN = "own:"
"""Ids of skills that stand in no document begin so; the rest is a digest of their words."""


class Level(IntEnum):
    """How well a person says they know a skill. Self-reported, and shown as such."""

    AWARE = 1
    PRACTISING = 2
    CONFIDENT = 3
    CAN_TEACH = 4

    @property
    def label(self) -> str:
        """As people read it."""
        return self.name.lower().replace("_", " ")


class EntryKind(StrEnum):
    """What an entry says."""

    LEARNED = "learned"
    """They know the skill, at ``level`` where they said one; said again, the latest level holds."""
    REMOVED = "removed"
    """The skill is to go from their skills; the history keeps it."""
    TAKEN_BACK = "taken_back"
    """The entry or batch named in ``about`` was said by mistake."""
    STARTED = "started"
    """They are learning it now."""
    LATER = "later"
    """A suggestion put off."""
    NOT_FOR_ME = "not_for_me"
    """A suggestion they never want to see again."""
    GOAL = "goal"
    """What they work towards, in ``words``; empty words clear it."""
    SHARING = "sharing"
    """Who may see their skills: ``words`` is a ``Sharing``."""
    RECALLED = "recalled"
    """They answered a recall question; ``words`` is the rating."""
    GAPS = "gaps"
    """As a document's owner, how they hear of the gap radar: ``words`` is ``weekly`` or ``off``."""


class Sharing(StrEnum):
    """Who else may see a person's skills. Nobody until they say so."""

    NOBODY = "nobody"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a person said. ``id`` names it for good: stored twice, it is there once.

    ``skill``, ``section`` and ``document`` are the words at that time, kept whatever becomes of
    the document. What was said at once shares a ``batch``. ``at`` is in seconds since 1970, ``on``
    the day the learning happened (ISO 8601), empty where nobody said.
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
    """They want to learn more of it."""
    about: str = ""
    """For ``TAKEN_BACK``: the id of the entry, or the batch, that no longer holds."""


def own_id(words: str) -> str:
    """The id of a skill of the person's own, the same for the same words in any case."""
    plain = " ".join(words.casefold().split())
    return OWN + sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]
