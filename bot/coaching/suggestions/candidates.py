"""The context for choosing the next skill: what a person knows, can learn now, and wants. Pure.

Outer fringe with downward closure: people log only part of what they know, so a logged skill
implies its prerequisites. A skill is open if all of its prerequisites are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState, current_id
from bot.coaching.suggestions.plan import current_plan
from bot.coaching.suggestions.prerequisites import Prerequisites, find_prerequisites
from knowledge.model import Catalogue, Skill

DAY = 86_400.0
WEEK = 7 * DAY
POSTPONED_SECONDS = 28 * DAY
"""How long a postponed skill isn't suggested."""
STARTED_SECONDS = WEEK
"""How long a started skill isn't suggested: they are working on it."""
GOAL_DECAY = 0.8
"""How much of a goal's pull remains one prerequisite further away."""
LEAST_SHARE = 0.5
"""Skills that serve a goal less than this share of the best one are left out."""
MOST_SUPPORT = 6
"""Logged skills that imply another are counted up to this number; more make no difference."""
UNKNOWN_KINDS = frozenset({EntryKind.REMOVED, EntryKind.STARTED, EntryKind.LATER})
"""Last entries that say a skill isn't known, even if another skill implies it."""


@dataclass(frozen=True, slots=True)
class Position:
    """``rank`` counts from 0 over all documents; ``before`` is the skill above in its section."""

    rank: int
    before: str | None


@dataclass(frozen=True)
class SuggestionContext:
    """Everything scores may use. ``goal`` is skill id -> how much it matters."""

    learner: LearnerState
    catalogue: Catalogue
    needs: Prerequisites
    goal: Mapping[str, float]
    now: float

    @cached_property
    def logged(self) -> tuple[str, ...]:
        """The skills in the documents that the person logged, the latest first."""
        return tuple(id_ for id_ in reversed(self.learner.known) if id_ in self.catalogue.skills)

    @cached_property
    def implied(self) -> dict[str, str]:
        """Skill id implied by logged skills -> the nearest one that implies it."""
        lacking = _lacking(self.learner, self.catalogue)
        shown: dict[str, str] = {}
        nearest = [(skill_id, skill_id) for skill_id in self.logged]
        for skill_id, source in nearest:  # grows during the loop: breadth first
            for needed in self.needs.firm.get(skill_id, ()):
                if not (needed in self.learner.known or needed in lacking or needed in shown):
                    shown[needed] = source
                    nearest.append((needed, source))
        return shown

    @cached_property
    def have(self) -> frozenset[str]:
        """What is logged or implied."""
        return frozenset((*self.logged, *self.implied))

    @cached_property
    def unasked(self) -> frozenset[str]:
        """What the person doesn't want to see now."""
        late = (id_ for id_, at in self.learner.later.items() if self.now - at < POSTPONED_SECONDS)
        busy = (id_ for id_, at in self.learner.started.items() if self.now - at < STARTED_SECONDS)
        return self.learner.not_for_me.union(late, busy)

    @cached_property
    def passed(self) -> frozenset[str]:
        """What document order doesn't wait for: known, skipped or set aside."""
        return self.have | self.unasked | self.needs.closure(self.have)

    @cached_property
    def pull(self) -> dict[str, tuple[float, str]]:
        """Skill id -> how well it serves the goal (0 to 1), and the skill of the goal it leads to.

        A skill counts for itself, and for every skill further on that needs it.
        """
        skills = self.catalogue.skills
        wanted = ((id_, weight) for id_, weight in self.goal.items() if id_ in skills)
        waiting = [(-w, n, id_, id_) for n, (id_, w) in enumerate(wanted) if w > 0]
        heapify(waiting)
        reached: dict[str, tuple[float, str]] = {}
        while waiting:
            value, turn, skill_id, target = heappop(waiting)
            if skill_id in reached or skill_id in self.have:
                continue
            reached[skill_id] = (-value, target)
            for needed in self.open_needs(skill_id):
                heappush(waiting, (value * GOAL_DECAY, turn, needed, target))
        return reached

    def open_needs(self, skill_id: str) -> list[str]:
        """Return a skill's direct prerequisites that are missing.

        Prerequisites by document order alone count as met if passed, and never block a goal.
        """
        firm = [n for n in self.needs.firm.get(skill_id, ()) if n not in self.have]
        order = () if self.goal.get(skill_id) else self.needs.soft.get(skill_id, ())
        return firm + [n for n in order if n not in self.passed]

    def is_open(self, skill_id: str) -> bool:
        """Whether no prerequisite of a skill is missing, direct or indirect."""
        return not self.open_needs(skill_id) and self.needs.shown_by((skill_id,)) <= self.have

    @cached_property
    def candidates(self) -> tuple[Skill, ...]:
        """The skills to choose from, in reading order; if any serve the goal, only those."""
        fringe = [
            skill
            for skill in self.catalogue.skills.values()
            if skill.id not in self.have and skill.id not in self.unasked and self.is_open(skill.id)
        ]
        pull = {s.id: self.pull[s.id][0] for s in fringe if s.id in self.pull}
        least = LEAST_SHARE * max(pull.values(), default=0.0)
        return tuple([s for s in fringe if pull.get(s.id, 0.0) >= least])

    @cached_property
    def planned(self) -> tuple[str, ...]:
        """The skills of the person's plan that they don't have yet, in the plan's order."""
        plan = current_plan(self.learner, self.catalogue)
        return tuple(skill.id for skill in plan.skills if skill.id not in self.have) if plan else ()

    @cached_property
    def support(self) -> dict[str, int]:
        """Skill id -> how many logged skills imply it, including itself.

        Counted up to ``MOST_SUPPORT``, so that no skill is visited more often than that.
        """
        counts: dict[str, int] = {}
        for logged in self.logged:
            waiting, seen = [logged], {logged}
            while waiting:
                skill_id = waiting.pop()
                if counts.get(skill_id, 0) < MOST_SUPPORT:
                    counts[skill_id] = counts.get(skill_id, 0) + 1
                    new = [n for n in self.needs.firm.get(skill_id, ()) if n not in seen]
                    seen.update(new)
                    waiting += new
        return counts

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Section id -> how many skills it lists."""
        return _counted(skill.section_id for skill in self.catalogue.skills.values())

    @cached_property
    def logged_in(self) -> dict[str, str]:
        """Section id -> the skill in it that was logged last."""
        latest: dict[str, str] = {}
        for skill_id in self.logged:
            latest.setdefault(self.catalogue.skills[skill_id].section_id, skill_id)
        return latest

    @cached_property
    def had_in(self) -> dict[str, int]:
        """Section id -> how many of its skills the person has."""
        return _counted(self.catalogue.skills[skill_id].section_id for skill_id in self.have)

    @cached_property
    def built_on(self) -> dict[str, tuple[str, ...]]:
        """Skill id -> the skills a map says need it directly and that aren't known yet."""
        above: dict[str, list[str]] = {}
        for skill_id, needed in self.needs.firm.items():
            for each in needed if skill_id not in self.have else ():
                above.setdefault(each, []).append(skill_id)
        return {skill_id: tuple(found) for skill_id, found in above.items()}

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Skill id -> its position in the documents."""
        last: dict[str, str] = {}
        positions: dict[str, Position] = {}
        for rank, skill in enumerate(self.catalogue.skills.values()):
            positions[skill.id] = Position(rank, last.get(skill.section_id))
            last[skill.section_id] = skill.id
        return positions

    @cached_property
    def weights(self) -> dict[str, float]:
        """Skill id -> how much it matters according to its document's map, if given."""
        maps = (outline.skill_map for outline in self.catalogue.outlines)
        return dict(pair for made in maps if made for pair in made.weights)


def suggestion_context(
    learner: LearnerState, catalogue: Catalogue, goal: Mapping[str, float], now: float
) -> SuggestionContext:
    """Return the context for one person at ``now`` (seconds since 1970)."""
    return SuggestionContext(learner, catalogue, find_prerequisites(catalogue), goal, now)


def implied_skills(learner: LearnerState, catalogue: Catalogue) -> dict[str, str]:
    """Return skills that weren't logged but must be known -> id of the logged skill implying it."""
    return suggestion_context(learner, catalogue, {}, 0.0).implied


def _lacking(learner: LearnerState, catalogue: Catalogue) -> frozenset[str]:
    """Return the skills whose last entry says that the person doesn't have them."""
    entries = (e for e in learner.history if e.skill_id and e.kind is not EntryKind.RECALLED)
    last = {current_id(entry.skill_id, catalogue, entry.skill): entry.kind for entry in entries}
    return frozenset(skill_id for skill_id, kind in last.items() if kind in UNKNOWN_KINDS)


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts
