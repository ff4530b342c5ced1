"""Why a skill is suggested: claims that can be checked, and the sentences for them.

Reasons contain the raw words of people and documents: escape them for display.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.coaching.text import quote
from knowledge.model import Catalogue, Skill

LONGEST_GOAL = 80
MOST_CLAIMS = 2


class ClaimKind(StrEnum):
    """What a claim says about the suggested skill; ``about`` has other skills' ids."""

    PLAN = "plan"
    """It's in the person's plan."""
    GOAL = "goal"
    """It matters for the person's goal."""
    ON_THE_WAY = "on_the_way"
    """A skill that matters for the goal (the first of ``about``) needs it."""
    STARTED = "started"
    """The person started it, at ``at``."""
    BUILDS_ON = "builds_on"
    """It needs a skill that the person logged."""
    RESTS_ON = "rests_on"
    """It needs the second of ``about``, which the first, a logged one, needs too."""
    SECTION = "section"
    """The person logged another skill in its section."""
    OPENS = "opens"
    """The skills of ``about`` need it."""
    FIRST = "first"
    """It is the first in its section."""
    AFTER = "after"
    """It comes right after another in its section."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One true statement. ``why`` is the map's own reason for the prerequisite."""

    says: ClaimKind
    about: tuple[str, ...] = ()
    why: str = ""
    at: float = 0.0


def describe_claims(claims: Sequence[Claim], skill: Skill, catalogue: Catalogue, goal: str) -> str:
    """Return the first claims as one or two sentences. ``goal`` is what the person wrote.

    A skill's position is mentioned only if there is nothing better to say.
    """
    strong = [
        claim for claim in claims if claim.says not in (ClaimKind.FIRST, ClaimKind.AFTER)
    ] or claims
    wording = _Wording(skill, catalogue, f"your goal, {quote(goal, LONGEST_GOAL)}")
    if not goal.strip():
        wording = _Wording(skill, catalogue, "your goal")
    return " ".join(_WORDS[claim.says](wording, claim) for claim in strong[:MOST_CLAIMS])


@dataclass(frozen=True, slots=True)
class _Wording:
    skill: Skill
    catalogue: Catalogue
    goal: str

    def name(self, skill_id: str) -> str:
        return quote(self.catalogue.skills[skill_id].text)

    @property
    def section(self) -> str:
        return " ".join(self.catalogue.sections[self.skill.section_id].title.split())


def _ended(text: str, why: str) -> str:
    return f"{text}: {' '.join(why.split()).rstrip('.')}." if why else f"{text}."


def _on_the_way(wording: _Wording, claim: Claim) -> str:
    target = wording.name(claim.about[0])
    return _ended(f"On the way to {target}, for {wording.goal}", claim.why)


def _started(_: _Wording, claim: Claim) -> str:
    day = datetime.fromtimestamp(claim.at, UTC)
    return f"You started it on {day.day} {day:%B %Y}."


def _builds_on(wording: _Wording, claim: Claim) -> str:
    known = f"Because you know {wording.name(claim.about[0])}"
    return _ended(known, claim.why) if claim.why else f"{known}, which this builds on."


def _rests_on(wording: _Wording, claim: Claim) -> str:
    _, needed = claim.about
    return _ended(f"Builds on {wording.name(needed)}", claim.why)


def _opens(wording: _Wording, claim: Claim) -> str:
    first, rest = wording.name(claim.about[0]), len(claim.about) - 1
    if not rest:
        return f"{first} builds on it."
    return f"{first} and {rest} more skill{'s' if rest > 1 else ''} build on it."


_WORDS: dict[ClaimKind, Callable[[_Wording, Claim], str]] = {
    ClaimKind.PLAN: lambda *_: "It's in your plan.",
    ClaimKind.GOAL: lambda wording, _: f"It's for {wording.goal}.",
    ClaimKind.ON_THE_WAY: _on_the_way,
    ClaimKind.STARTED: _started,
    ClaimKind.BUILDS_ON: _builds_on,
    ClaimKind.RESTS_ON: _rests_on,
    ClaimKind.SECTION: lambda wording, claim: (
        f"You've started {wording.section} with {wording.name(claim.about[0])}."
    ),
    ClaimKind.OPENS: _opens,
    ClaimKind.FIRST: lambda wording, _: f"It's the first skill in {wording.section}.",
    ClaimKind.AFTER: lambda wording, claim: (
        f"In {wording.section}, it comes right after {wording.name(claim.about[0])}."
    ),
}
