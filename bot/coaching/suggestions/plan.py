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

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
# four-week, 6 weeks, 3wk, a month
_LENGTH = re.compile(
    rf"\b(?:(?P<number>\d{{1,2}}|an?|{'|'.join(_NUMBERS)})[\s-]*)(?P<unit>weeks?|wks?|w|months?)\b",
    re.I,
)
# the goal follows "plan for", or stands alone behind "plan"
_GOAL = re.compile(
    r"\b(?:plan|roadmap|curriculum|schedule|learn|learning|study|studying)\b(?P<goal>.*)",
    re.I | re.S,
)
_LEAD = re.compile(
    r"^(?:[\s,:–-]+|(?:for|on|to|towards?|in|of|about|with|the|my|next|coming|over|within|that|so|i"
    r"|can|how|learning|me|until|till|it|too|please|pls|now|plan|focus|it's)\b)+",
    re.I,
)
_TAIL = re.compile(
    r"[\s,]+(?:(?:in|over|within|for|during|per|until|till|by)\s*(?:the\s+)?(?:next\s+)?$"
    r"|(?:please|pls|thanks|too|from you|now)\W*$|i have\b.*$"
    r"|(?:until|till|by)\s+(?:the\s+)?(?:end|start|beginning)\b.*$)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What somebody wants a plan for, and how many weeks it may take."""

    goal: str
    weeks: int
    new: bool = True
    """Whether it asks for a new plan, not for the one there is."""


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


def parse_request(text: str) -> PlanRequest:
    """Return the plan that a message asks for; without a goal, it is about the person's own."""
    plain = " ".join(text[:LONGEST_REQUEST].split()).strip(" .!?")
    length = _LENGTH.search(plain)
    rest = _LENGTH.sub(" ", plain)
    found = _GOAL.search(rest)
    goal = _LEAD.sub("", " ".join(found["goal"].split())) if found else ""
    for _ in range(3):
        goal = _TAIL.sub("", goal).strip(" ,.!?")
    shown = re.match(r"(?:show|see|view|open|what|where)", plain, re.I)
    return PlanRequest(goal, _weeks(length) if length else WEEKS, new=not shown)


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


def _weeks(length: re.Match[str]) -> int:
    """Return the weeks of "six weeks" or "2 months"; a month is four weeks."""
    number = length["number"].lower()
    count = 1 if number in ("a", "an") else 0
    count = count or (_NUMBERS.index(number) + 1 if number in _NUMBERS else int(number))
    return max(1, min(MOST_WEEKS, count * (4 if length["unit"].lower().startswith("m") else 1)))
