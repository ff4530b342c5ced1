"""The input of composing a nudge, including what it must not repeat. Pure."""

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
from bot.coaching.recall.schedule import fading_skills
from knowledge.guide_model import Guide
from knowledge.model import Catalogue, Skill

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon

REPEAT_AFTER_SECONDS = 56 * 86_400.0
"""Seconds before the same thing is asked, suggested or prompted again: eight weeks."""


def no_sections(_skill: Skill) -> frozenset[str]:
    """Return no sections, when nothing can tell which are near a skill."""
    return frozenset()


def no_guides(_skill: Skill) -> Sequence[Guide]:
    """Return no guides, when nothing knows any."""
    return ()


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a nudge may be composed from. Times are in seconds since 1970.

    ``goal`` is skill id -> how well it serves the person's goal. ``sent`` are the subject's ledger
    entries, oldest first; for a reminder, the entries of the person it reminds. ``why`` explains
    why the nudge comes now. ``question`` is a question made earlier; None to generate one from the
    document. ``lexicon`` and ``near`` (skill -> ids of sections near it in meaning) help to
    generate one; ``guides`` (skill -> its guides, the team's own first) come before both.
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
    near: Callable[[Skill], frozenset[str]] = no_sections
    guides: Callable[[Skill], Sequence[Guide]] = no_guides

    @property
    def seed(self) -> str:
        """A seed that differs from week to week but not when the nudge is composed twice."""
        week = period(self.now, ZoneInfo(self.zone))
        return f"{self.schedule.workspace}:{self.schedule.subject}:{week}"

    @property
    def lately(self) -> tuple[Nudge, ...]:
        """The nudges sent in the last eight weeks, oldest first."""
        return tuple(line.nudge for line in self.sent if line.at > self.now - REPEAT_AFTER_SECONDS)


def skills_to_recall(material: Material) -> Iterator[Skill]:
    """Yield the skills worth a question now, the most faded first, without those asked recently."""
    asked = {
        current_id(nudge.question.skill_id, material.catalogue)
        for nudge in material.lately
        if nudge.question
    }
    for skill_id, _ in fading_skills(material.learner, material.now):
        if skill_id not in asked and (skill := material.catalogue.skills.get(skill_id)):
            yield skill
