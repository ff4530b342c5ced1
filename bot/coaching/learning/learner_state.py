"""Where a person stands: worked out from their log and the documents as they are now. Pure."""

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
class Known:
    """One skill a person logged, with everything they said of it, oldest first.

    ``skill`` is None for a skill of their own, and for one that left the documents.
    """

    id: str
    text: str
    skill: Skill | None
    section: Section | None
    entries: tuple[Entry, ...]

    @property
    def level(self) -> Level | None:
        """What they said last, where they said."""
        return next((e.level for e in reversed(self.entries) if e.level), None)

    @property
    def on(self) -> str:
        """The day they last learned of it, ISO 8601."""
        return day_of(self.entries[-1])

    @property
    def own(self) -> bool:
        """Whether it stands in no document because the person named it themselves."""
        return self.id.startswith(OWN)

    @property
    def was(self) -> str:
        """What it was called when it was logged, where that has changed."""
        said = self.entries[-1].skill
        return said if said != self.text else ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """What they gave as evidence, oldest first, each once."""
        return tuple(dict.fromkeys(e.evidence for e in self.entries if e.evidence))

    @property
    def wish(self) -> bool:
        """Whether they last said that they want to learn more of it."""
        return self.entries[-1].wish


@dataclass(frozen=True, slots=True)
class LearnerState:
    """A person's state. All maps are by skill id as of now, in the order of the last word on each.

    ``history`` holds every entry that still holds, oldest first. The times in ``started``,
    ``later`` and ``recalled`` are in seconds since 1970.
    """

    known: dict[str, Known] = field(default_factory=dict)
    started: dict[str, float] = field(default_factory=dict)
    later: dict[str, float] = field(default_factory=dict)
    not_for_me: frozenset[str] = frozenset()
    recalled: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    goal: str = ""
    sharing: Sharing = Sharing.NOBODY
    history: tuple[Entry, ...] = ()

    def holds(self, entry_id: str) -> bool:
        """Whether an entry, or any of a batch, still holds."""
        return any(entry_id in (e.id, e.batch) for e in self.history)


def fold_log(entries: Iterable[Entry], catalogue: Catalogue) -> LearnerState:
    """Folds a person's log, oldest first, into where they stand."""
    history = valid(entries)
    said: dict[str, list[Entry]] = {}
    for entry in history:
        if entry.kind in SKILL_KINDS or entry.kind is EntryKind.REMOVED:
            skill_id = current_id(entry.skill_id, catalogue, entry.skill)
            said.setdefault(skill_id, []).append(entry)
    said = dict(sorted(said.items(), key=lambda item: item[1][-1].at))
    known = {
        skill_id: _known(skill_id, learned, catalogue)
        for skill_id, about in said.items()
        if (learned := _learned(about))
    }
    return LearnerState(
        known=known,
        started=_latest(said, EntryKind.STARTED),
        later=_latest(said, EntryKind.LATER),
        not_for_me=frozenset(_latest(said, EntryKind.NOT_FOR_ME)),
        recalled={
            skill_id: recalls
            for skill_id, about in said.items()
            if (recalls := tuple(e for e in about if e.kind is EntryKind.RECALLED))
        },
        goal=_last_words(history, EntryKind.GOAL),
        sharing=Sharing(_last_words(history, EntryKind.SHARING) or Sharing.NOBODY),
        history=tuple(history),
    )


def valid(entries: Iterable[Entry]) -> list[Entry]:
    """What still holds of a log: neither taken back nor itself a taking back."""
    told = list(entries)
    withdrawn = {e.about for e in told if e.kind is EntryKind.TAKEN_BACK}
    return [
        e
        for e in told
        if e.kind is not EntryKind.TAKEN_BACK and e.id not in withdrawn and e.batch not in withdrawn
    ]


def current_id(skill_id: str, catalogue: Catalogue, words: str = "") -> str:
    """The id a logged skill has now, by its id or ``words``; its old one where it has none."""
    skill = catalogue.present(skill_id, "" if skill_id.startswith(OWN) else words)
    return skill.id if skill else skill_id


def day_of(entry: Entry) -> str:
    """The day an entry is about, ISO 8601: the one it names, else the one it was said on (UTC)."""
    return entry.on or datetime.fromtimestamp(entry.at, UTC).date().isoformat()


def _learned(about: list[Entry]) -> tuple[Entry, ...]:
    """The entries that say the skill is known: those since it was last removed."""
    since = max((n + 1 for n, e in enumerate(about) if e.kind is EntryKind.REMOVED), default=0)
    return tuple(e for e in about[since:] if e.kind is EntryKind.LEARNED)


def _latest(said: dict[str, list[Entry]], kind: EntryKind) -> dict[str, float]:
    """Skills of which the last word, recalls aside, is of this kind, and when it was said."""
    latest = {}
    for skill_id, about in said.items():
        spoken = [e for e in about if e.kind is not EntryKind.RECALLED]
        if spoken and spoken[-1].kind is kind:
            latest[skill_id] = spoken[-1].at
    return latest


def _known(skill_id: str, learned: tuple[Entry, ...], catalogue: Catalogue) -> Known:
    skill = catalogue.skills.get(skill_id)
    section = catalogue.sections[skill.section_id] if skill else None
    text = skill.text if skill else learned[-1].skill
    return Known(skill_id, text, skill, section, learned)


def _last_words(history: Iterable[Entry], kind: EntryKind) -> str:
    return next((e.words for e in reversed(list(history)) if e.kind is kind), "")
