"""Suggest the next skills for a person: score the open ones and take the best few. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.candidates import SuggestionContext, suggestion_context
from bot.coaching.suggestions.reasons import Claim, describe_claims
from bot.coaching.suggestions.scores import SCORES
from knowledge.model import Catalogue, Section, Skill

SAME_SECTION_PENALTY = 1.0
"""Points a skill loses for each skill of its section that is already chosen."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One skill to learn next. ``reason`` is plain text; ``claims`` are the same as data.

    ``missing`` are prerequisites the person lacks; nothing with any is ever suggested.
    """

    skill: Skill
    section: Section
    reason: str
    missing: tuple[Skill, ...] = ()
    leads_to: Skill | None = None
    """The skill of the goal that this one is on the way to; None if it serves the goal itself."""
    claims: tuple[Claim, ...] = ()


def suggest(
    learner: LearnerState,
    catalogue: Catalogue,
    goal: Mapping[str, float],
    now: float,
    limit: int = 3,
) -> tuple[Suggestion, ...]:
    """Return at most ``limit`` skills, best first; none if no skill is open.

    ``goal`` is skill id -> how well it serves the person's goal, empty without one. With a goal,
    only skills that serve it are suggested, as long as there are any. Unknown ids are ignored.
    """
    seen = suggestion_context(learner, catalogue, goal, now)
    weighed = {skill.id: _weigh(seen, skill) for skill in seen.candidates}
    chosen: list[Skill] = []
    while len(chosen) < limit and (left := _left(seen, chosen)):
        chosen.append(max(left, key=lambda skill: _worth(skill, weighed, chosen)))
    return tuple(_suggestion(seen, skill, weighed[skill.id][1]) for skill in chosen)


def _weigh(seen: SuggestionContext, skill: Skill) -> tuple[float, tuple[Claim, ...]]:
    found = [score(seen, skill) for score in SCORES]
    return sum(points for points, _ in found), tuple(claim for _, claim in found if claim)


def _left(seen: SuggestionContext, chosen: list[Skill]) -> list[Skill]:
    texts = {skill.text.casefold() for skill in chosen}
    return [skill for skill in seen.candidates if skill.text.casefold() not in texts]


def _worth(
    skill: Skill, weighed: Mapping[str, tuple[float, tuple[Claim, ...]]], chosen: list[Skill]
) -> float:
    same = sum(other.section_id == skill.section_id for other in chosen)
    return weighed[skill.id][0] - SAME_SECTION_PENALTY * same


def _suggestion(seen: SuggestionContext, skill: Skill, claims: tuple[Claim, ...]) -> Suggestion:
    reason = describe_claims(claims, skill, seen.catalogue, seen.learner.goal)
    _, target = seen.pull.get(skill.id, (0.0, skill.id))
    leads_to = None if target == skill.id else seen.catalogue.skills[target]
    section = seen.catalogue.sections[skill.section_id]
    return Suggestion(skill, section, reason, (), leads_to, claims)
