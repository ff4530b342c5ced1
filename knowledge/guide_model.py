"""A guide as frozen values. Pure; the format is described in docs/guides.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GuideSource(StrEnum):
    """Whose words a guide is."""

    TEAM = "team"
    """Beside the team's own document."""
    LIBRARY = "library"
    """From the field library that ships with the coach."""


class PartKind(StrEnum):
    """What one line of a guide is."""

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
    """A choice or check that people face: one or more ways to ask it, and the verdict."""

    questions: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Belief:
    """What people get wrong, as they would say it, and the correction."""

    claim: str
    correction: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to do in ``minutes``, with a result one can check."""

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
    """A page to read next."""

    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Guide:
    """All that is written about one skill or concept.

    ``key_ideas`` are (claim, what follows from it). ``levels`` are (name, observable behavior).
    ``aliases``, ``context`` and ``belongs_to`` serve linking: other names of the concept, words of
    which one must be in a heading around the skill, and the skills that an idea lies beneath.
    ``id`` is stable as long as source, file and title stay.
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
    """File and line, for whoever edits it."""


@dataclass(frozen=True, slots=True)
class GuideLink:
    """Which skill (or, without one, which section) a guide is about. ``confidence`` is 0 to 1."""

    guide_id: str
    section_id: str
    skill_id: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class GuidePart:
    """One line of a guide that can be found by meaning.

    ``key`` is what is embedded, ``text`` what a person reads. ``number`` counts the lines of one
    kind in their guide, so that two phrasings of one decision share it.
    """

    guide: Guide
    kind: PartKind
    number: int
    key: str
    text: str


def parts_of(guide: Guide) -> tuple[GuidePart, ...]:
    """Return every line of a guide that a question may be matched to."""
    found = [
        GuidePart(guide, PartKind.EXPLANATION, 0, f"What is {guide.title}?", guide.explanation)
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
