"""A person's progress, section by section. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from statistics import median_low

from bot.coaching.learning.entries import Level
from bot.coaching.learning.learner_state import KnownSkill, LearnerState
from knowledge.model import Catalogue, Document, Section, Skill

MIN_SIMILARITY = 0.75
"""Minimum similarity (difflib's ratio, 0 to 1) for a misspelt title to match."""


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """One section: its skills in reading order, and those the person logged, by skill id."""

    section: Section
    document: Document
    skills: tuple[Skill, ...]
    known: dict[str, KnownSkill]
    started: int

    @property
    def share(self) -> float:
        """The share of its skills that is logged, 0 to 1."""
        return len(self.known) / len(self.skills) if self.skills else 0.0


@dataclass(frozen=True, slots=True)
class LearnerProgress:
    """All sections that list skills, those in progress first, and logged skills outside them."""

    sections: tuple[SectionProgress, ...]
    levels: dict[Level | None, int]
    """How many logged skills there are at each level, the highest first; None for no level."""
    started: tuple[Skill, ...]
    """Skills started but not logged yet, the latest first."""
    own: tuple[KnownSkill, ...]
    gone: tuple[KnownSkill, ...]
    """Logged skills that are no longer in the documents."""

    @property
    def known(self) -> int:
        """How many skills in the documents are logged."""
        return sum(len(one.known) for one in self.sections)

    @property
    def total(self) -> int:
        """How many skills the documents list."""
        return sum(len(one.skills) for one in self.sections)

    @property
    def begun(self) -> tuple[SectionProgress, ...]:
        """The sections in which something is logged or started."""
        return tuple(one for one in self.sections if one.known or one.started)

    def of(self, section_id: str) -> SectionProgress | None:
        """Return one section by id, None if it is gone or lists no skills."""
        return next((one for one in self.sections if one.section.id == section_id), None)


def compute_progress(learner: LearnerState, catalogue: Catalogue) -> LearnerProgress:
    """Return a person's progress over all documents."""
    started = tuple(
        catalogue.skills[each]
        for each in reversed(learner.started)
        if each in catalogue.skills and each not in learner.known
    )
    begun = Counter(skill.section_id for skill in started)
    sections = [
        _section(section, skills, learner, catalogue, begun[section.id])
        for section, skills in skills_by_section(catalogue)
    ]
    outside = [known for known in learner.known.values() if known.skill is None]
    return LearnerProgress(
        sections=tuple(sorted(sections, key=_under_way_first)),
        levels=_levels(learner.known.values()),
        started=started,
        own=tuple(known for known in outside if known.own),
        gone=tuple(known for known in outside if not known.own),
    )


def skills_by_section(catalogue: Catalogue) -> list[tuple[Section, tuple[Skill, ...]]]:
    """Return the sections that list skills, with their skills, in reading order."""
    skills: dict[str, list[Skill]] = {}
    for skill in catalogue.skills.values():
        skills.setdefault(skill.section_id, []).append(skill)
    return [(s, tuple(skills[s.id])) for s in catalogue.sections.values() if s.id in skills]


def find_sections(words: str, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections that ``words`` match: by title, its beginning, a part of it, or spelling.

    The first of these that matches anything decides; empty if none does.
    """
    wanted = _folded(words)
    if not wanted:
        return ()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        if found := tuple(s for s in sections if fits(_folded(s.title), wanted)):
            return found
    near = get_close_matches(
        wanted[:200], {_folded(s.title) for s in sections}, cutoff=MIN_SIMILARITY
    )
    return tuple(s for title in near for s in sections if _folded(s.title) == title)


def _section(
    section: Section,
    skills: tuple[Skill, ...],
    learner: LearnerState,
    catalogue: Catalogue,
    started: int,
) -> SectionProgress:
    known = {s.id: learner.known[s.id] for s in skills if s.id in learner.known}
    document = catalogue.documents[section.document_id]
    return SectionProgress(section, document, skills, known, started)


def _under_way_first(one: SectionProgress) -> int:
    """Sort key: in progress, finished, untouched. Sorting is stable, so reading order is kept."""
    if one.known or one.started:
        return 0 if one.share < 1 else 1
    return 2


def _levels(known: Iterable[KnownSkill]) -> dict[Level | None, int]:
    counted = Counter(each.level for each in known)
    order: list[Level | None] = [*reversed(Level), None]
    return {level: counted[level] for level in order if counted[level]}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


NEW_TO_IT = "new to it"


LEARNED_SOME = "learned some of it"


def learner_level(learner: LearnerState, section_ids: Collection[str]) -> str:
    """Return the median level they logged in the sections, as a label; the lower one of two.

    ``NEW_TO_IT`` if they logged nothing there, ``LEARNED_SOME`` if they gave no level.
    """
    logged = [
        known
        for known in learner.known.values()
        if known.section is not None and known.section.id in section_ids
    ]
    levels = [known.level for known in logged if known.level]
    if not levels:
        return LEARNED_SOME if logged else NEW_TO_IT
    return median_low(levels).label
