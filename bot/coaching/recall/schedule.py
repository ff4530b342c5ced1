"""What a person is about to forget: FSRS over their log. Pure.

Only what was logged is ever recalled. The day it was learned counts as the first review, graded by
the level they gave themselves; each answer to a recall question is one more. At nine in ten
expected to be remembered, "good" answers are about 2, 11, 46 and 163 days apart. The model:
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import Known, LearnerState, day_of
from bot.coaching.recall.question import RecallQuestion
from knowledge.model import Catalogue

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

GOOD, AGAIN = "good", "again"
"""What ``words`` of a RECALLED entry may hold: FSRS's own grades."""
NOON = timedelta(hours=12)
FIRST = {
    Level.AWARE: "hard",
    Level.PRACTISING: GOOD,
    Level.CONFIDENT: "easy",
    Level.CAN_TEACH: "easy",
}
"""The grade of the first review by level: FSRS's first stability is about 1, 2 and 8 days."""

Review = tuple[datetime, str]
"""When, in UTC, and the grade."""


def fading(learner: LearnerState, now: float) -> tuple[tuple[str, float], ...]:
    """The documents' skills that are due to be recalled, the one most likely forgotten first.

    Each with the chance (0 to 1) that it is still known at ``now``, seconds since 1970.
    """
    at = datetime.fromtimestamp(now, UTC)
    due: list[tuple[str, float]] = []
    for known in learner.known.values():
        card = _card(known, learner, at) if known.skill else None
        if card is not None and card.due <= at:
            due.append((known.id, _scheduler().get_card_retrievability(card, at)))
    return tuple(sorted(due, key=lambda each: each[1]))


def comes_again(learner: LearnerState, skill_id: str, now: float) -> float | None:
    """When a logged skill is next due, in seconds since 1970; None for one that is not logged."""
    known = learner.known.get(skill_id)
    card = _card(known, learner, datetime.fromtimestamp(now, UTC)) if known else None
    return card.due.timestamp() if card else None


def rating(right: bool | None) -> str:
    """The grade of an answer; None is "not sure", which is not to have known it."""
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
    """What to log of an answer to ``question``. ``key`` names the nudge: an answer counts once."""
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


def _card(known: Known, learner: LearnerState, now: datetime) -> Card | None:
    """The card after all reviews up to now; None where none lies before."""
    from fsrs import Card, Rating

    card: Card | None = None
    for when, grade in sorted(_reviews(known, learner)):
        if when <= now:
            # Card ids are for decks; the default would wait for the clock to get a new one.
            card = card or Card(card_id=0)
            card, _ = _scheduler().review_card(card, Rating[grade.capitalize()], when)
    return card


def _reviews(known: Known, learner: LearnerState) -> Iterator[Review]:
    """Each day it was logged as learned, by the level last given for it, and each recall since."""
    days = {day_of(entry): entry for entry in known.entries}
    for entry in days.values():
        yield _learned_at(entry), FIRST.get(entry.level or Level.PRACTISING, GOOD)
    since = min(_learned_at(entry) for entry in days.values())
    for entry in learner.recalled.get(known.id, ()):
        when = datetime.fromtimestamp(entry.at, UTC)
        if when >= since and entry.words in (GOOD, AGAIN):
            yield when, entry.words


def _learned_at(entry: Entry) -> datetime:
    """When it was said, or noon of an earlier day that they named."""
    said = datetime.fromtimestamp(entry.at, UTC)
    if not entry.on:
        return said
    return min(said, datetime.fromisoformat(entry.on).replace(tzinfo=UTC) + NOON)


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
