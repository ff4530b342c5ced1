"""Chooses the skills of a learning plan, and their order. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import KnownSkill, LearnerState
from bot.coaching.suggestions.candidates import STARTED_SECONDS
from bot.coaching.suggestions.plan import WEEKS
from bot.coaching.suggestions.reasons import ClaimKind
from bot.coaching.suggestions.suggest import Suggestion, suggest
from knowledge.model import Catalogue, Skill

SKILLS_A_WEEK = 2
"""Most skills a week: each has an exercise of about half an hour, next to a job."""


def make_plan(
    learner: LearnerState,
    catalogue: Catalogue,
    goal: Mapping[str, float],
    now: float,
    weeks: int = WEEKS,
) -> tuple[tuple[Skill, ...], ...]:
    """Return the skills of each week, prerequisites first; empty if no skill serves the goal.

    Each next skill is the best suggestion for somebody who knows those before it. ``goal`` is
    skill id -> how well it serves the goal. Fewer weeks are used if there are fewer skills.
    """
    long_ago = now - STARTED_SECONDS
    ahead = replace(learner, started={s: min(at, long_ago) for s, at in learner.started.items()})
    chosen: list[Skill] = []
    while len(chosen) < weeks * SKILLS_A_WEEK:
        found = suggest(ahead, catalogue, goal, now, limit=1)
        if not found or not _serves_goal(found[0]):
            break
        chosen.append(found[0].skill)
        ahead = _as_if_known(ahead, found[0])
    size = -(-len(chosen) // weeks) or 1
    return tuple(tuple(chosen[n : n + size]) for n in range(0, len(chosen), size))


def _serves_goal(suggestion: Suggestion) -> bool:
    return any(c.says in (ClaimKind.GOAL, ClaimKind.ON_THE_WAY) for c in suggestion.claims)


def _as_if_known(learner: LearnerState, suggestion: Suggestion) -> LearnerState:
    skill = suggestion.skill
    entry = Entry(skill.id, "", "", 0.0, EntryKind.LEARNED, skill_id=skill.id, skill=skill.text)
    known = KnownSkill(skill.id, skill.text, skill, suggestion.section, (entry,))
    return replace(learner, known=learner.known | {skill.id: known})
