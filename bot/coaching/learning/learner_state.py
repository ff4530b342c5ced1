"""A person's current state, computed from their log and the current documents. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.coaching.learning.entries import OWN, Entry, EntryKind, Level, Sharing
from knowledge.model import Catalogue, Section, Skill

SKILL_KINDS = frozenset(
    {
        EntryKind.LEARNED,
        EntryKind.STARTED,
        EntryKind.LATER,
        EntryKind.NOT_FOR_ME,
        EntryKind.RECALLED,
    }
)


@dataclass(frozen=True, slots=True)
class KnownSkill:
    """One skill a person logged, with all its entries, oldest first.

    ``skill`` is None for a skill of their own, and for one that is no longer in the documents.
    """

    id: str
    text: str
    skill: Skill | None
    section: Section | None
    entries: tuple[Entry, ...]

    @property
    def level(self) -> Level | None:
        """The latest level they gave, None if they never did."""
        return next((e.level for e in reversed(self.entries) if e.level), None)

    @property
    def on(self) -> str:
        """The day they last learned about it, ISO 8601."""
        return day_of(self.entries[-1])

    @property
    def own(self) -> bool:
        """Whether the person named it themselves and no document has it."""
        return self.id.startswith(OWN)

    @property
    def was(self) -> str:
        """Its former name, if it was logged under another one, else ""."""
        logged = self.entries[-1].skill
        return logged if logged != self.text else ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Their evidence, oldest first, without repeats."""
        return tuple(dict.fromkeys(e.evidence for e in self.entries if e.evidence))

    @property
    def wish(self) -> bool:
        """Whether their latest entry says that they want to learn more."""
        return self.entries[-1].wish


@dataclass(frozen=True, slots=True)
class LearnerState:
    """A person's state. Maps are keyed by current skill id, in order of each skill's last entry.

    ``history`` contains every valid entry, oldest first. Times in ``started`` and ``later`` are in
    seconds since 1970.
    """

    known: dict[str, KnownSkill] = field(default_factory=dict)
    started: dict[str, float] = field(default_factory=dict)
    later: dict[str, float] = field(default_factory=dict)
    not_for_me: frozenset[str] = frozenset()
    recalled: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    goal: str = ""
    sharing: Sharing = Sharing.NOBODY
    history: tuple[Entry, ...] = ()

    def holds(self, entry_id: str) -> bool:
        """Whether an entry, or any entry of a batch, is still valid."""
        return any(entry_id in (e.id, e.batch) for e in self.history)


def fold_log(entries: Iterable[Entry], catalogue: Catalogue) -> LearnerState:
    """Return a person's state from their log, oldest first."""
    history = valid_entries(entries)
    by_skill: dict[str, list[Entry]] = {}
    for entry in history:
        if entry.kind in SKILL_KINDS or entry.kind is EntryKind.REMOVED:
            skill_id = current_id(entry.skill_id, catalogue, entry.skill)
            by_skill.setdefault(skill_id, []).append(entry)
    by_skill = dict(sorted(by_skill.items(), key=lambda item: item[1][-1].at))
    known = {
        skill_id: _known(skill_id, learned, catalogue)
        for skill_id, about in by_skill.items()
        if (learned := _learned(about))
    }
    return LearnerState(
        known=known,
        started=_latest(by_skill, EntryKind.STARTED),
        later=_latest(by_skill, EntryKind.LATER),
        not_for_me=frozenset(_latest(by_skill, EntryKind.NOT_FOR_ME)),
        recalled={
            skill_id: recalls
            for skill_id, about in by_skill.items()
            if (recalls := tuple(e for e in about if e.kind is EntryKind.RECALLED))
        },
        goal=_last_words(history, EntryKind.GOAL),
        sharing=Sharing(_last_words(history, EntryKind.SHARING) or Sharing.NOBODY),
        history=tuple(history),
    )


def valid_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a log that weren't undone, without the undo entries."""
    every = list(entries)
    withdrawn = {e.about for e in every if e.kind is EntryKind.TAKEN_BACK}
    return [
        e
        for e in every
        if e.kind is not EntryKind.TAKEN_BACK and e.id not in withdrawn and e.batch not in withdrawn
    ]


def current_id(skill_id: str, catalogue: Catalogue, words: str = "") -> str:
    """Return the current id of a logged skill, found by id or ``words``, or its old id."""
    skill = catalogue.present(skill_id, "" if skill_id.startswith(OWN) else words)
    return skill.id if skill else skill_id


def day_of(entry: Entry) -> str:
    """Return the day an entry is about, ISO 8601: the day given, else the day logged (UTC)."""
    return entry.on or datetime.fromtimestamp(entry.at, UTC).date().isoformat()


def _learned(about: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries that say the skill is known: those since it was last removed."""
    since = max((n + 1 for n, e in enumerate(about) if e.kind is EntryKind.REMOVED), default=0)
    return tuple(e for e in about[since:] if e.kind is EntryKind.LEARNED)


def _latest(by_skill: dict[str, list[Entry]], kind: EntryKind) -> dict[str, float]:
    """Return skill id -> when it was logged, if its last entry (except recalls) is of this kind."""
    latest = {}
    for skill_id, about in by_skill.items():
        stated = [e for e in about if e.kind is not EntryKind.RECALLED]
        if stated and stated[-1].kind is kind:
            latest[skill_id] = stated[-1].at
    return latest


def _known(skill_id: str, learned: tuple[Entry, ...], catalogue: Catalogue) -> KnownSkill:
    skill = catalogue.skills.get(skill_id)
    section = catalogue.sections[skill.section_id] if skill else None
    text = skill.text if skill else learned[-1].skill
    return KnownSkill(skill_id, text, skill, section, learned)


def _last_words(history: Iterable[Entry], kind: EntryKind) -> str:
    return next((e.words for e in reversed(list(history)) if e.kind is kind), "")
