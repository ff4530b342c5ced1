"""Why a skill is suggested: claims that can be checked, and the one place that puts them in words.

Words stand as people and documents wrote them: whoever shows a reason escapes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.coaching.text import quoted
from knowledge.model import Catalogue, Skill

LONGEST_GOAL = 80
MOST_CLAIMS = 2


class ClaimKind(StrEnum):
    """What a claim says of the skill suggested; ``about`` holds other skills' ids."""

    GOAL = "goal"
    """It matters for the person's goal."""
    ON_THE_WAY = "on_the_way"
    """A skill that matters for the goal (the first of ``about``) rests on it."""
    STARTED = "started"
    """The person started it ``at`` that time."""
    BUILDS_ON = "builds_on"
    """It needs a skill that the person logged."""
    RESTS_ON = "rests_on"
    """It needs the second of ``about``, which the first, a logged one, rests on."""
    SECTION = "section"
    """Its section is begun: the person logged another skill of it."""
    OPENS = "opens"
    """The skills of ``about`` need it."""
    FIRST = "first"
    """It stands first in its section."""
    AFTER = "after"
    """It stands right after another in its section."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One true thing. ``why`` is the map's own reason for the need that is spoken of."""

    says: ClaimKind
    about: tuple[str, ...] = ()
    why: str = ""
    at: float = 0.0


def in_words(claims: Sequence[Claim], skill: Skill, catalogue: Catalogue, goal: str) -> str:
    """The first claims as one or two plain sentences. ``goal`` is what the person wrote.

    Where a skill stands is said only where there is nothing better to say.
    """
    telling = [
        claim for claim in claims if claim.says not in (ClaimKind.FIRST, ClaimKind.AFTER)
    ] or claims
    speech = _Speech(skill, catalogue, f"your goal, {quoted(goal, LONGEST_GOAL)}")
    if not goal.strip():
        speech = _Speech(skill, catalogue, "your goal")
    return " ".join(_WORDS[claim.says](speech, claim) for claim in telling[:MOST_CLAIMS])


@dataclass(frozen=True, slots=True)
class _Speech:
    skill: Skill
    catalogue: Catalogue
    goal: str

    def name(self, skill_id: str) -> str:
        return quoted(self.catalogue.skills[skill_id].text)

    @property
    def section(self) -> str:
        return " ".join(self.catalogue.sections[self.skill.section_id].title.split())


def _ended(text: str, why: str) -> str:
    return f"{text}: {' '.join(why.split()).rstrip('.')}." if why else f"{text}."


def _on_the_way(speech: _Speech, claim: Claim) -> str:
    target = speech.name(claim.about[0])
    return _ended(f"On the way to {target}, for {speech.goal}", claim.why)


def _started(_: _Speech, claim: Claim) -> str:
    day = datetime.fromtimestamp(claim.at, UTC)
    return f"You started it on {day.day} {day:%B %Y}."


def _builds_on(speech: _Speech, claim: Claim) -> str:
    known = f"Because you know {speech.name(claim.about[0])}"
    return _ended(known, claim.why) if claim.why else f"{known}, which this builds on."


def _rests_on(speech: _Speech, claim: Claim) -> str:
    logged, needed = map(speech.name, claim.about)
    known = f"Because you know {logged}, which needs {needed}"
    return _ended(known, claim.why) if claim.why else f"{known}, and this builds on that."


def _opens(speech: _Speech, claim: Claim) -> str:
    first, rest = speech.name(claim.about[0]), len(claim.about) - 1
    if not rest:
        return f"{first} builds on it."
    return f"{first} and {rest} more skill{'s' if rest > 1 else ''} build on it."


_WORDS: dict[ClaimKind, Callable[[_Speech, Claim], str]] = {
    ClaimKind.GOAL: lambda speech, _: f"It's for {speech.goal}.",
    ClaimKind.ON_THE_WAY: _on_the_way,
    ClaimKind.STARTED: _started,
    ClaimKind.BUILDS_ON: _builds_on,
    ClaimKind.RESTS_ON: _rests_on,
    ClaimKind.SECTION: lambda speech, claim: (
        f"You've started {speech.section} with {speech.name(claim.about[0])}."
    ),
    ClaimKind.OPENS: _opens,
    ClaimKind.FIRST: lambda speech, _: f"It's the first skill in {speech.section}.",
    ClaimKind.AFTER: lambda speech, claim: (
        f"In {speech.section}, it comes right after {speech.name(claim.about[0])}."
    ),
}
