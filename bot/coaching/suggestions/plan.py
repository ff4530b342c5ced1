"""A learning plan: the skills that lead to a goal, week by week. Pure.

A plan is one entry of the learning log. Nothing in it is ever ticked: a skill is done as soon as it
is logged, however that happens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import LearnerState
from knowledge.model import Catalogue, Skill

WEEKS = 4
"""Weeks of a plan for which none were asked."""
MOST_WEEKS = 12
LONGEST_REQUEST = 300

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LENGTH = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})[\s-]+(?:weeks?|months?)"
# give me a four-week plan for Kubernetes; I'd like a learning plan to become an SRE in 6 weeks
_REQUEST = re.compile(
    r"^(?:(?:hi|hey|hello|ok(?:ay)?|please|coach|can you|could you),?\s+)*"
    r"(?:(?:give|make|write|create|build)\s+(?:me\s+)?|i\s+(?:want|need)\s+|i'd like\s+)"
    rf"(?:an?|my)\s+(?:(?P<before>{_LENGTH})\s+)?(?:(?:learning|study|training)\s+)?plan"
    rf"(?:\s+for\s+(?P<between>{_LENGTH}))?\s+(?:for|on|to(?:wards?)?)\s+(?P<goal>.+?)"
    rf"(?:\s+(?:in|over|within|for)\s+(?P<after>{_LENGTH}))?(?:,?\s+please)?\s*[.!?]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What somebody wants a plan for, and how many weeks it may take."""

    goal: str
    weeks: int


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """A person's plan: the skills of each week that are still in the documents."""

    goal: str
    weeks: tuple[tuple[Skill, ...], ...]

    @property
    def skills(self) -> tuple[Skill, ...]:
        """All skills, in order."""
        return tuple(skill for week in self.weeks for skill in week)

    def current_week(self, learner: LearnerState) -> int | None:
        """Return the index of the first week with a skill to learn; None when all are known."""
        open_weeks = (n for n, week in enumerate(self.weeks) if not _all_known(week, learner))
        return next(open_weeks, None)


def parse_request(text: str) -> PlanRequest | None:
    """Return the plan that a message asks for, None if it asks for none."""
    found = _REQUEST.match(" ".join(text[:LONGEST_REQUEST].split()))
    if found is None:
        return None
    length = found["before"] or found["between"] or found["after"] or ""
    return PlanRequest(found["goal"].strip(), _weeks(length))


def plan_entry(
    entry_id: str,
    workspace: str,
    person: str,
    now: float,
    goal: str,
    weeks: Iterable[Iterable[Skill]],
) -> Entry:
    """Return the log entry that keeps a plan; without weeks, one that ends the plan."""
    kept = [[[skill.id, skill.text] for skill in week] for week in weeks]
    note = json.dumps(kept, ensure_ascii=False) if kept else ""
    return Entry(entry_id, workspace, person, now, EntryKind.PLAN, words=goal, note=note)


def current_plan(learner: LearnerState, catalogue: Catalogue) -> LearningPlan | None:
    """Return the plan a person made last; None if they ended it or nothing of it is left."""
    entries = (entry for entry in reversed(learner.history) if entry.kind is EntryKind.PLAN)
    entry = next(entries, None)
    if entry is None or not entry.note:
        return None
    found = (
        tuple(skill for id_, text in week if (skill := catalogue.present(id_, text)))
        for week in json.loads(entry.note)
    )
    weeks = tuple(week for week in found if week)
    return LearningPlan(entry.words, weeks) if weeks else None


def _all_known(week: Iterable[Skill], learner: LearnerState) -> bool:
    return all(skill.id in learner.known for skill in week)


def _weeks(length: str) -> int:
    """Parse "six weeks" or "2 months"; a month is four weeks."""
    number, _, unit = re.sub(r"[\s-]+", " ", length.lower()).partition(" ")
    if not unit:
        return WEEKS
    count = _NUMBERS.index(number) + 1 if number in _NUMBERS else int(number)
    return max(1, min(MOST_WEEKS, count * (4 if unit.startswith("month") else 1)))
