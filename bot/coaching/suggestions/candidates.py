"""What choosing the next skill looks at: what a person has, what is open to them, what they want.

Outer fringe with downward closure: to log a skill is to show that one has what it rests on, for
people log only part of what they know; open to them is what rests on nothing they lack. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState, current_id
from bot.coaching.suggestions.prerequisites import Needs, needs
from knowledge.model import Catalogue, Skill

DAY = 86_400.0
WEEK = 7 * DAY
PUT_OFF = 28 * DAY
"""How long a skill that a person put off stays away."""
UNDER_WAY = WEEK
"""How long a skill they started needs no suggesting: they are at it."""
STEP = 0.8
"""What is left of a goal's pull one prerequisite further away from it."""
LEAST_SHARE = 0.5
"""What serves a goal less than this share of what serves it best is beside the point."""
MOST_SUPPORT = 6
"""Logged skills that show one to be known, from which more make no difference."""
LACKING = frozenset({EntryKind.REMOVED, EntryKind.STARTED, EntryKind.LATER})
"""Last words on a skill that say it is not known, whatever else would show that it is."""


@dataclass(frozen=True, slots=True)
class Position:
    """``rank`` counts from 0 over all documents; ``before`` is the skill above in its section."""

    rank: int
    before: str | None


@dataclass(frozen=True)
class SuggestionContext:
    """Everything a way to suggest may look at. ``goal`` is skill id -> how much it matters."""

    learner: LearnerState
    catalogue: Catalogue
    needs: Needs
    goal: Mapping[str, float]
    now: float

    @cached_property
    def logged(self) -> tuple[str, ...]:
        """The documents' skills that the person logged, the latest first."""
        return tuple(id_ for id_ in reversed(self.learner.known) if id_ in self.catalogue.skills)

    @cached_property
    def implied(self) -> dict[str, str]:
        """What logged skills show to be known -> the nearest one that shows it."""
        lacking = _lacking(self.learner, self.catalogue)
        shown: dict[str, str] = {}
        nearest = [(skill_id, skill_id) for skill_id in self.logged]
        for skill_id, source in nearest:  # grows as it goes: breadth first
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
        """What the person does not want to be shown now."""
        late = (id_ for id_, at in self.learner.later.items() if self.now - at < PUT_OFF)
        busy = (id_ for id_, at in self.learner.started.items() if self.now - at < UNDER_WAY)
        return self.learner.not_for_me.union(late, busy)

    @cached_property
    def passed(self) -> frozenset[str]:
        """What mere order does not wait for: passed over, or put aside."""
        return self.have | self.unasked | self.needs.closure(self.have)

    @cached_property
    def pull(self) -> dict[str, tuple[float, str]]:
        """Skill id -> how far it serves the goal (0 to 1), and the skill of the goal it leads to.

        A skill serves for itself, and for the sake of every skill ahead that needs it.
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
                heappush(waiting, (value * STEP, turn, needed, target))
        return reached

    def open_needs(self, skill_id: str) -> list[str]:
        """What a skill needs directly and is neither had nor, where only order says so, passed.

        Mere order does not stand between a person and their goal.
        """
        firm = [n for n in self.needs.firm.get(skill_id, ()) if n not in self.have]
        order = () if self.goal.get(skill_id) else self.needs.soft.get(skill_id, ())
        return firm + [n for n in order if n not in self.passed]

    def is_open(self, skill_id: str) -> bool:
        """Whether nothing is lacking for a skill, however far down."""
        return not self.open_needs(skill_id) and self.needs.shown_by((skill_id,)) <= self.have

    @cached_property
    def candidates(self) -> tuple[Skill, ...]:
        """What may be suggested, in reading order: with a goal, what serves it if anything does."""
        fringe = [
            skill
            for skill in self.catalogue.skills.values()
            if skill.id not in self.have and skill.id not in self.unasked and self.is_open(skill.id)
        ]
        pull = {s.id: self.pull[s.id][0] for s in fringe if s.id in self.pull}
        least = LEAST_SHARE * max(pull.values(), default=0.0)
        return tuple([s for s in fringe if pull.get(s.id, 0.0) >= least])

    @cached_property
    def support(self) -> dict[str, int]:
        """Skill id -> how many logged skills show that it is known, itself among them.

        Counted up to ``MOST_SUPPORT``: so no skill is walked through more often than that.
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
        """How many skills each section lists."""
        return _counted(skill.section_id for skill in self.catalogue.skills.values())

    @cached_property
    def logged_in(self) -> dict[str, str]:
        """Section id -> the skill of it that was logged last."""
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
        """Skill id -> the skills that a map says need it directly and that are not had yet."""
        above: dict[str, list[str]] = {}
        for skill_id, needed in self.needs.firm.items():
            for each in needed if skill_id not in self.have else ():
                above.setdefault(each, []).append(skill_id)
        return {skill_id: tuple(found) for skill_id, found in above.items()}

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Where each skill stands."""
        last: dict[str, str] = {}
        positions: dict[str, Position] = {}
        for rank, skill in enumerate(self.catalogue.skills.values()):
            positions[skill.id] = Position(rank, last.get(skill.section_id))
            last[skill.section_id] = skill.id
        return positions

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much skills matter by their document's map, where it says so."""
        maps = (outline.skill_map for outline in self.catalogue.outlines)
        return dict(pair for made in maps if made for pair in made.weights)


def suggestion_context(
    learner: LearnerState, catalogue: Catalogue, goal: Mapping[str, float], now: float
) -> SuggestionContext:
    """The situation of one person at ``now`` (seconds since 1970)."""
    return SuggestionContext(learner, catalogue, needs(catalogue), goal, now)


def implied_skills(learner: LearnerState, catalogue: Catalogue) -> dict[str, str]:
    """Skills that were not logged but must be known -> the id of the logged skill that shows it."""
    return suggestion_context(learner, catalogue, {}, 0.0).implied


def _lacking(learner: LearnerState, catalogue: Catalogue) -> frozenset[str]:
    """Skills of which the person's last word is that they do not have them."""
    spoken = (e for e in learner.history if e.skill_id and e.kind is not EntryKind.RECALLED)
    last = {current_id(entry.skill_id, catalogue, entry.skill): entry.kind for entry in spoken}
    return frozenset(skill_id for skill_id, kind in last.items() if kind in LACKING)


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts
