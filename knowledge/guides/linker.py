"""Which guides of the field library a skill of a document means. Pure.

A wrong link explains something else than the team meant, so words decide first and meaning can only
veto: a skill is linked where a concept's name is what the skill is about, and left alone otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.guide_model import Guide, GuideLink
from knowledge.model import Outline, Section, Skill
from knowledge.ports import Vectors
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

LINKED = 0.5
"""Confidence from which a guide is linked; calibrated in docs/decisions/0015-guides.md."""
FAR = 0.25
"""Cosine of skill and concept below which shared words are a coincidence."""
NEAR = 0.55
"""Cosine from which shared words are surely no coincidence."""
LONGEST = 14
"""Words of a bullet beyond which it is a sentence about many things, and links to none."""

_FILLER_WORDS = (
    "understand understanding knowledge know basic basics fundamental fundamentals "
    "introduction proficiency proficient experience skill skills able ability good strong "
    "advanced familiar familiarity awareness concept concepts principle principles practice "
    "practices best use using usage tool tools technique techniques work working strategy "
    "strategies approach approaches design designing implement implementation implementing "
    "management managing development developing create creating write writing effective "
    "effectively framework frameworks system systems process processes method methods "
)
_FILLER = frozenset(stem for word in _FILLER_WORDS.split() for stem in stems(word))
"""Stems that say nothing about which concept is meant."""
_HEAD = re.compile(r"\s*(?:[(:;]| - | – | — |, e\.?g\b|\bsuch as\b|\bincluding\b).*$", re.I | re.S)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a concept: its stems, and those that tell it apart."""

    guide: int
    stems: frozenset[str]
    content: frozenset[str]
    is_title: bool


class Linker:
    """Links skills to guides. ``vectors`` are those of ``concept_text``, one row per guide."""

    def __init__(self, guides: Sequence[Guide], vectors: Vectors) -> None:
        self._guides = guides
        self._vectors = vectors
        self._by_stem: dict[str, list[_Name]] = {}
        for number, guide in enumerate(guides):
            if guide.belongs_to:
                continue
            for name in (guide.title, *guide.aliases):
                made = _name(number, name, is_title=name == guide.title)
                for stem in made.content:
                    self._by_stem.setdefault(stem, []).append(made)
        self._context = [frozenset(s for w in g.context for s in stems(w)) for g in guides]
        self._concepts = frozenset(guide.id for guide in guides if not guide.belongs_to)

    def is_concept(self, link: GuideLink) -> bool:
        """Whether a link is of a concept of this library, rather than an idea or a team's guide."""
        return link.guide_id in self._concepts

    def concepts(
        self, outline: Outline, skills: Sequence[Skill], vectors: Vectors
    ) -> Iterator[GuideLink]:
        """Yield the links of some skills, at most one each; ``vectors`` has a row per skill."""
        sections = {section.id: section for section in outline.sections}
        for skill, vector in zip(skills, vectors, strict=True):
            if best := self._best(skill, sections[skill.section_id], vector):
                yield best

    def _best(self, skill: Skill, section: Section, vector: np.ndarray) -> GuideLink | None:
        whole, head = _stems(skill.text), _stems(_HEAD.sub("", skill.text))
        if not head or len(skill.text.split()) > LONGEST:
            return None
        around = _stems(" ".join(section.path))
        names = {id(n): n for stem in whole for n in self._by_stem.get(stem, ())}.values()
        scored = [(self._score(name, head, whole, around, vector), name) for name in names]
        score, name = max(scored, key=lambda each: each[0], default=(0.0, None))
        if name is None or score < LINKED:
            return None
        return GuideLink(self._guides[name.guide].id, section.id, skill.id, round(score, 3))

    def _score(
        self,
        name: _Name,
        head: frozenset[str],
        whole: frozenset[str],
        around: frozenset[str],
        vector: np.ndarray,
    ) -> float:
        """Confidence that a skill is about a concept, 0 to 1."""
        context = self._context[name.guide]
        if context and not context & (around | (whole - name.content)):
            return 0.0
        if not name.stems <= whole:
            return 0.0
        telling = (head - _FILLER) or head
        covered = len(name.content & telling) / len(telling)
        others = len(whole - _FILLER - name.content)
        similarity = float(self._vectors[name.guide] @ vector)
        if similarity < FAR:
            return 0.0
        trust = min(1.0, (similarity - FAR) / (NEAR - FAR))
        if covered == 1.0:
            return 0.75 + 0.25 * trust
        if name.stems <= head and (len(name.content) > 1 or covered >= 0.5):
            return covered * (0.55 + 0.45 * trust) + 0.05 * name.is_title
        return 0.4 * trust / (1 + others)

    def ideas(self, outline: Outline, concepts: Iterable[GuideLink]) -> Iterator[GuideLink]:
        """Yield links of ideas beneath a skill or section, or beneath a concept linked to one."""
        skills = {_plain(skill.text): skill for skill in reversed(outline.skills)}
        sections = {_plain(section.title): section for section in reversed(outline.sections)}
        linked = {link.guide_id: link for link in concepts}
        by_title = {_plain(g.title): linked[g.id] for g in self._guides if g.id in linked}
        by_alias = {
            _plain(alias): linked[g.id]
            for g in self._guides
            if g.id in linked
            for alias in g.aliases
        }
        for guide in self._guides:
            for name in map(_plain, guide.belongs_to):
                if skill := skills.get(name):
                    yield GuideLink(guide.id, skill.section_id, skill.id, 1.0)
                elif section := sections.get(name):
                    yield GuideLink(guide.id, section.id, None, 1.0)
                elif link := by_title.get(name) or by_alias.get(name):
                    yield GuideLink(guide.id, link.section_id, link.skill_id, link.confidence)


def _name(guide: int, text: str, *, is_title: bool) -> _Name:
    all_stems = _stems(text)
    return _Name(guide, all_stems, (all_stems - _FILLER) or all_stems, is_title)


def _stems(text: str) -> frozenset[str]:
    found = frozenset(stems(text))
    return found - FUNCTION_WORDS or found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
