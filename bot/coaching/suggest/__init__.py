"""The next skills for a person: what is open to them, weighed in several ways, a few of the best.

``SUGGESTERS`` lists the ways. Each looks at one skill and gives points with a claim that is true,
or nothing; points add up, claims become the reason in the order of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.coaching.reasons import Claim, in_words
from bot.coaching.situation import Situation, implied, situation
from bot.coaching.standing import Standing
from bot.coaching.suggest import (
    builds_on,
    goal,
    opens,
    order,
    section,
    started,
    support,
    turn,
    weight,
)
from knowledge.model import Catalogue, Section, Skill

__all__ = ["SUGGESTERS", "Suggestion", "implied", "suggest"]

Weighed = tuple[float, Claim | None]
SUGGESTERS: tuple[Callable[[Situation, Skill], Weighed], ...] = (
    goal.weigh,
    started.weigh,
    builds_on.weigh,
    section.weigh,
    opens.weigh,
    order.weigh,
    support.weigh,
    turn.weigh,
    weight.weigh,
)
AGAIN = 1.0
"""Points a skill loses for each one of its section that is in the same set already."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One skill to learn next and why. ``reason`` is plain text; ``claims`` say the same as values.

    ``missing`` are prerequisites the person lacks; nothing is suggested that has any.
    """

    skill: Skill
    section: Section
    reason: str
    missing: tuple[Skill, ...] = ()
    claims: tuple[Claim, ...] = ()


def suggest(
    standing: Standing,
    catalogue: Catalogue,
    goal: Mapping[str, float],
    now: float,
    limit: int = 3,
) -> tuple[Suggestion, ...]:
    """At most ``limit`` skills, best first; none when nothing is open.

    ``goal`` is what ``Knowing.weigh`` makes of the person's goal, empty without one; with one, only
    what serves it is suggested as long as anything does. Ids nobody knows do no harm.
    """
    seen = situation(standing, catalogue, goal, now)
    weighed = {skill.id: _weigh(seen, skill) for skill in seen.candidates}
    chosen: list[Skill] = []
    while len(chosen) < limit and (left := _left(seen, chosen)):
        chosen.append(max(left, key=lambda skill: _worth(skill, weighed, chosen)))
    return tuple(_suggestion(seen, skill, weighed[skill.id][1]) for skill in chosen)


def _weigh(seen: Situation, skill: Skill) -> tuple[float, tuple[Claim, ...]]:
    found = [way(seen, skill) for way in SUGGESTERS]
    return sum(points for points, _ in found), tuple(claim for _, claim in found if claim)


def _left(seen: Situation, chosen: list[Skill]) -> list[Skill]:
    texts = {skill.text.casefold() for skill in chosen}
    return [skill for skill in seen.candidates if skill.text.casefold() not in texts]


def _worth(
    skill: Skill, weighed: Mapping[str, tuple[float, tuple[Claim, ...]]], chosen: list[Skill]
) -> float:
    same = sum(other.section_id == skill.section_id for other in chosen)
    return weighed[skill.id][0] - AGAIN * same


def _suggestion(seen: Situation, skill: Skill, claims: tuple[Claim, ...]) -> Suggestion:
    reason = in_words(claims, skill, seen.catalogue, seen.standing.goal)
    return Suggestion(skill, seen.catalogue.sections[skill.section_id], reason, (), claims)
