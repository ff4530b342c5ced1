"""Answers "What should I learn about …?" for a whole section: where to start, and what follows."""

from __future__ import annotations

import re

from knowledge.answers.guide_citation import passage_of
from knowledge.guides.index import GuideIndex
from knowledge.model import Answer, Catalogue, Citation, Outline, Point, Section, SectionHit, Skill
from knowledge.retrieval.findings import Findings
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

MOST_SKILLS = 5
# What should I learn about Testing? Which skills are in API Development?
_OVERVIEW = re.compile(
    r"\bwhat\b.{0,12}\b(?:learn|know|study|cover|practi[cs]e)\b.{0,14}\b(?:about|in|on|for|of)\b"
    r"|\b(?:which|what) (?:skills|topics)\b|\bwhat(?:'s| is) (?:in|under)\b"
    r"|\bwhat does\b.+\bcover\b",
    re.IGNORECASE,
)
# Where do I start with Performance Optimization? How do I get better at API Development?
_START = re.compile(
    r"\b(?:where|how) (?:do|can|should) i (?:start|begin|get (?:started|better))\b", re.IGNORECASE
)
_ASKED = frozenset(
    stems(
        "what which where how should do does can could i we need to learn know study cover "
        "practice skills topics start started begin get better with at"
    )
)


def overview(found: Findings, index: GuideIndex, catalogue: Catalogue) -> Answer | None:
    """Return the skills of the section that a question names, prerequisites first.

    None for any other question, and where no guide says what the first skill is about.
    """
    hit = found.hits[0]
    if not _asks_for(found.question, hit.section):
        return None
    outline = next(o for o in catalogue.outlines if o.document.id == hit.document.id)
    first, *others = _in_order(outline, hit.section) or (None,)
    guides = index.of_skill(first.id) if first else ()
    if first is None or not guides:
        return None
    guide = guides[0]
    home = Citation(1, hit.document, hit.section, passage_of(first, catalogue), None)
    cited = [
        home,
        Citation(2, hit.document, hit.section, "", first.text, guide.title, guide.source),
    ]
    points = [_line(skill, hit, index, cited) for skill in others[: MOST_SKILLS - 1]]
    exercise = guide.exercise
    return Answer(
        found.question,
        refused=False,
        lead=f"{guide.explanation} [2]",
        points=tuple(points),
        closing=f"Try it, {exercise.minutes} min: {exercise.text}" if exercise else "",
        citations=tuple(cited),
        sections=found.hits,
        confidence=found.confidence,
        headline=f"Start with {first.text}.",
        guide_id=guide.id,
    )


def _asks_for(question: str, section: Section) -> bool:
    """Whether a question asks what a section is about, naming its title and nothing else.

    "Where do I start with X?" has to name all of the title: a part of it is a topic of its own.
    """
    asked = frozenset(stems(question)) - FUNCTION_WORDS - _ASKED
    title = frozenset(stems(section.title)) - FUNCTION_WORDS
    if _OVERVIEW.search(question):
        return bool(asked) and asked <= title
    return _START.search(question) is not None and asked == title


def _in_order(outline: Outline, section: Section) -> list[Skill]:
    """Return a section's skills, each after those of the section that it needs."""
    skills = [skill for skill in outline.skills if skill.section_id == section.id]
    edges = outline.skill_map.prerequisites if outline.skill_map else ()
    ids = {skill.id for skill in skills}
    needs: dict[str, set[str]] = {skill_id: set() for skill_id in ids}
    for skill_id, needed, _ in edges:
        if skill_id in ids and needed in ids:
            needs[skill_id].add(needed)
    waiting = {skill.id: skill for skill in sorted(skills, key=lambda skill: skill.order)}
    ordered: list[Skill] = []
    while waiting:
        ready = (s for s in waiting.values() if not needs[s.id] & waiting.keys())
        ordered.append(waiting.pop(next(ready, next(iter(waiting.values()))).id))
    return ordered


def _line(skill: Skill, hit: SectionHit, index: GuideIndex, cited: list[Citation]) -> Point:
    """Return a skill with the first idea of its guide, and add the citation it needs."""
    guide = next((guide for guide in index.of_skill(skill.id) if guide.key_ideas), None)
    if guide is None:
        return Point(skill.text, 1)
    number = len(cited) + 1
    cited.append(
        Citation(number, hit.document, hit.section, "", skill.text, guide.title, guide.source)
    )
    claim, rest = guide.key_ideas[0]
    return Point(f"{skill.text}: {claim} {rest}".strip(), number)
