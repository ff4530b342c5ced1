"""What a nudge is composed from, and what is not to be repeated in it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.coaching.learning.learner_state import LearnerState, current_id
from bot.coaching.nudges.model import Nudge, Sent
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import period
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.schedule import fading
from knowledge.model import Catalogue, Skill

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon

UNREPEATED = 56 * 86_400.0
"""Seconds in which nothing is asked, suggested or prompted again: eight weeks."""


def nowhere(_skill: Skill) -> frozenset[str]:
    """No section near a skill: where nobody can tell."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a kind of nudge may look at. Times are in seconds since 1970.

    ``goal`` is skill id -> how much it serves the person's goal. ``sent`` are the subject's lines
    of the ledger, oldest first; for a reminder, those of whom it reminds. ``why`` says why it comes
    now. ``question`` is one that was made already, None for the document's own. ``lexicon`` and
    ``near`` (skill -> the ids of sections near it in meaning) help to make one.
    """

    learner: LearnerState
    catalogue: Catalogue
    goal: Mapping[str, float]
    sent: Sequence[Sent]
    schedule: Schedule
    zone: str
    now: float
    why: tuple[str, ...] = ()
    question: RecallQuestion | None = None
    lexicon: Lexicon | None = None
    near: Callable[[Skill], frozenset[str]] = nowhere

    @property
    def seed(self) -> str:
        """Differs from week to week, and is the same when a nudge is composed twice."""
        week = period(self.now, ZoneInfo(self.zone))
        return f"{self.schedule.workspace}:{self.schedule.subject}:{week}"

    @property
    def lately(self) -> tuple[Nudge, ...]:
        """What was sent in the last eight weeks, oldest first."""
        return tuple(line.nudge for line in self.sent if line.at > self.now - UNREPEATED)


def to_recall(material: Material) -> Iterator[Skill]:
    """The skills worth a question now, the most faded first; none that was asked lately."""
    asked = {
        current_id(nudge.question.skill_id, material.catalogue)
        for nudge in material.lately
        if nudge.question
    }
    for skill_id, _ in fading(material.learner, material.now):
        if skill_id not in asked and (skill := material.catalogue.skills.get(skill_id)):
            yield skill
