"""The data model of guides, as frozen values. Pure; docs/guides.md describes the file format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class GuideSource(StrEnum):
    """Who wrote a guide."""

    TEAM = "team"
    """The team, next to its own document."""
    LIBRARY = "library"
    """The field library that ships with the coach."""


class PartKind(StrEnum):
    """The kind of a line in a guide."""

    DECISION = "decision"
    BELIEF = "belief"
    EXPLANATION = "explanation"
    IDEA = "idea"
    MISTAKE = "mistake"
    EXAMPLE = "example"
    EXERCISE = "exercise"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice or check that people face: ways to ask about it, and the verdict."""

    questions: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Belief:
    """What people get wrong, as they would say it, and the correction."""

    claim: str
    correction: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """A task for ``minutes`` minutes, with a result that can be checked."""

    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """A question about a situation; ``right`` is the index of the one right option."""

    text: str
    options: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A page for further reading."""

    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything written about one skill or concept.

    ``key_ideas`` are (claim, what follows from it). ``levels`` are (name, observable behavior).
    ``aliases``, ``context`` and ``belongs_to`` are for linking: other names of the concept, words
    of which one must be in a heading above the skill, and the skills that build on the concept.
    ``id`` stays the same as long as source, file and title do.
    """

    id: str
    title: str
    source: GuideSource
    explanation: str
    key_ideas: tuple[tuple[str, str], ...] = ()
    example: str = ""
    mistakes: tuple[str, ...] = ()
    exercise: Exercise | None = None
    levels: tuple[tuple[str, str], ...] = ()
    questions: tuple[CheckQuestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    beliefs: tuple[Belief, ...] = ()
    reading: tuple[Reading, ...] = ()
    aliases: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    belongs_to: tuple[str, ...] = ()
    place: str = ""
    """File and line, for people who edit it."""


@dataclass(frozen=True, slots=True)
class GuideLink:
    """The skill (or, without one, the section) that a guide is about. ``confidence`` is 0 to 1."""

    guide_id: str
    section_id: str
    skill_id: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class GuidePart:
    """One line of a guide that can be found by meaning.

    ``key`` is embedded, ``text`` is what people read. ``number`` is the index among the lines of
    the same kind in the guide; all phrasings of a decision have the same one.
    """

    guide: Guide
    kind: PartKind
    number: int
    key: str
    text: str


MOST_NAMES = 5
# ", " or " and " between the parts of a title.
_BETWEEN = re.compile(r"\s*(?:[,;:/()]|\band\b|\bvs\b)\s*")


def names_of(guide: Guide) -> tuple[str, ...]:
    """Return the names of a guide's concept: its title, the parts of it, and its aliases."""
    pieces = [piece for piece in _BETWEEN.split(guide.title) if len(piece) > 2 and piece != "etc."]
    found = (guide.title, *pieces, *guide.aliases)
    return tuple(dict.fromkeys(found))[:MOST_NAMES]


def parts_of(guide: Guide) -> tuple[GuidePart, ...]:
    """Return every line of a guide that a question can match."""
    found = [
        GuidePart(guide, PartKind.EXPLANATION, 0, f"What is {name}?", guide.explanation)
        for name in names_of(guide)
    ]
    found += [
        GuidePart(guide, PartKind.DECISION, number, question, decision.verdict)
        for number, decision in enumerate(guide.decisions)
        for question in decision.questions
    ]
    found += [
        GuidePart(guide, PartKind.BELIEF, number, belief.claim, belief.correction)
        for number, belief in enumerate(guide.beliefs)
    ]
    found += [
        GuidePart(
            guide, PartKind.IDEA, number, f"{claim} {rest}".strip(), f"{claim} {rest}".strip()
        )
        for number, (claim, rest) in enumerate(guide.key_ideas)
    ]
    found += [
        GuidePart(guide, PartKind.MISTAKE, number, mistake, mistake)
        for number, mistake in enumerate(guide.mistakes)
    ]
    return tuple(found)
