"""Predict what a person is about to forget: FSRS over their log. Pure.

Only logged skills are recalled. The day a skill was learned counts as the first review, graded by
its level; each answer to a recall question is one more. At a 90% target, "good" answers are about
2, 11, 46 and 163 days apart. The model:
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import KnownSkill, LearnerState, day_of
from bot.coaching.recall.question import RecallQuestion
from knowledge.model import Catalogue

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

GOOD, AGAIN = "good", "again"
"""The possible ``words`` of a RECALLED entry: FSRS's own grades."""
NOON = timedelta(hours=12)
FIRST_GRADES = {
    Level.AWARE: "hard",
    Level.PRACTISING: GOOD,
    Level.CONFIDENT: "easy",
    Level.CAN_TEACH: "easy",
}
"""The grade of the first review by level: FSRS's first stability is about 1, 2 and 8 days."""

Review = tuple[datetime, str]
"""When, in UTC, and the grade."""


def fading_skills(learner: LearnerState, now: float) -> tuple[tuple[str, float], ...]:
    """Return the ids of skills that are due for recall, the most likely forgotten first.

    Each with the probability (0 to 1) that it is still known at ``now``, in seconds since 1970.
    """
    at = datetime.fromtimestamp(now, UTC)
    due: list[tuple[str, float]] = []
    for known in learner.known.values():
        card = _card(known, learner, at) if known.skill else None
        if card is not None and card.due <= at:
            due.append((known.id, _scheduler().get_card_retrievability(card, at)))
    return tuple(sorted(due, key=lambda each: each[1]))


def next_recall(learner: LearnerState, skill_id: str, now: float) -> float | None:
    """Return when a logged skill is next due, in seconds since 1970; None if it isn't logged."""
    known = learner.known.get(skill_id)
    card = _card(known, learner, datetime.fromtimestamp(now, UTC)) if known else None
    return card.due.timestamp() if card else None


def rating(right: bool | None) -> str:
    """Return the grade of an answer. None is "not sure", which counts as not known."""
    return GOOD if right else AGAIN


def recalled_entry(
    workspace: str,
    person: str,
    question: RecallQuestion,
    right: bool | None,
    at: float,
    key: str,
    catalogue: Catalogue,
) -> Entry:
    """Return the log entry for an answer. ``key`` identifies the nudge: an answer counts once."""
    skill = catalogue.present(question.skill_id)
    section = catalogue.sections.get(skill.section_id if skill else question.section_id)
    return Entry(
        f"recall:{key}",
        workspace,
        person,
        at,
        EntryKind.RECALLED,
        skill_id=skill.id if skill else question.skill_id,
        skill=skill.text if skill else question.passage,
        section=section.title if section else "",
        document=catalogue.documents[section.document_id].title if section else "",
        words=rating(right),
    )


def _card(known: KnownSkill, learner: LearnerState, now: datetime) -> Card | None:
    """Return the card after all reviews up to now, None if there were none."""
    from fsrs import Card, Rating

    card: Card | None = None
    for when, grade in sorted(_reviews(known, learner)):
        if when <= now:
            # Card ids are for decks; the default sleeps until the clock gives a new one.
            card = card or Card(card_id=0)
            card, _ = _scheduler().review_card(card, Rating[grade.capitalize()], when)
    return card


def _reviews(known: KnownSkill, learner: LearnerState) -> Iterator[Review]:
    """Yield a review per day it was logged, by that day's last level, and one per recall since."""
    days = {day_of(entry): entry for entry in known.entries}
    for entry in days.values():
        yield _learned_at(entry), FIRST_GRADES.get(entry.level or Level.PRACTISING, GOOD)
    since = min(_learned_at(entry) for entry in days.values())
    for entry in learner.recalled.get(known.id, ()):
        when = datetime.fromtimestamp(entry.at, UTC)
        if when >= since and entry.words in (GOOD, AGAIN):
            yield when, entry.words


def _learned_at(entry: Entry) -> datetime:
    """Return when it was logged, or noon of the earlier day they gave."""
    logged = datetime.fromtimestamp(entry.at, UTC)
    if not entry.on:
        return logged
    return min(logged, datetime.fromisoformat(entry.on).replace(tzinfo=UTC) + NOON)


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
