"""What fades and when: FSRS over the log, with its published intervals."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.schedule import fading_skills, next_recall, rating, recalled_entry
from tests.bot.skill_maps import make_catalogue

DAY = 86_400.0
START = datetime(2026, 1, 5, 9, tzinfo=UTC).timestamp()
DOCUMENT = make_catalogue({"One": "abc", "Two": "de"})
QUESTION = RecallQuestion("holds", "a", "One", "Where?", ("One", "Two"), 0, "skill a")


def learned(skill: str, at: float, level: Level | None = None, on: str = "") -> Entry:
    return Entry(
        f"l:{skill}:{at}", "w", "p", at, EntryKind.LEARNED, skill_id=skill, level=level, on=on
    )


def answered(at: float, right: bool | None = True) -> Entry:
    return recalled_entry("w", "p", QUESTION, right, at, str(at), DOCUMENT)


def state_of(*entries: Entry) -> LearnerState:
    return fold_log(entries, DOCUMENT)


def days_until_due(*entries: Entry) -> float:
    due = next_recall(state_of(*entries), "a", entries[-1].at)
    assert due is not None
    return (due - entries[-1].at) / DAY


def test_right_answers_are_asked_again_at_the_published_intervals() -> None:
    entries, intervals = [learned("a", START)], []
    for _ in range(4):
        intervals.append(round(days_until_due(*entries)))
        entries.append(answered(entries[-1].at + intervals[-1] * DAY))

    assert intervals == [2, 11, 46, 163]


@pytest.mark.parametrize(
    ("level", "days"),
    [
        (Level.AWARE, 1),
        (None, 2),
        (Level.PRACTISING, 2),
        (Level.CONFIDENT, 8),
        (Level.CAN_TEACH, 8),
    ],
)
def test_the_better_known_is_asked_later(level: Level | None, days: int) -> None:
    assert round(days_until_due(learned("a", START, level))) == days


@pytest.mark.parametrize("right", [False, None])
def test_what_was_not_known_comes_back_sooner(right: bool | None) -> None:
    known = [learned("a", START), answered(START + 2 * DAY)]
    slip = answered(START + 13 * DAY, right)

    assert days_until_due(*known, slip) < days_until_due(*known)


def test_only_what_is_due_fades_and_the_most_faded_comes_first() -> None:
    now = START + 40 * DAY
    log = [learned("a", START), learned("b", START + 20 * DAY), learned("c", now - DAY)]

    (first, low), (second, high) = fading_skills(state_of(*log), now)

    assert (first, second) == ("a", "b")
    assert 0 < low < high < 0.9


def test_the_day_given_counts_not_the_day_it_was_logged() -> None:
    log = state_of(learned("a", START, on="2025-01-05"), learned("b", START))

    assert [skill for skill, _ in fading_skills(log, START + 3 * DAY)] == ["a", "b"]
    assert next_recall(state_of(learned("a", START, on="2026-01-05")), "a", START) is not None


def test_own_skills_and_those_that_are_gone_are_never_asked() -> None:
    log = state_of(learned("own:x", START), learned("left-the-document", START))

    assert fading_skills(log, START + 400 * DAY) == ()


def test_what_was_removed_is_forgotten_with_its_recalls() -> None:
    removed = Entry("r", "w", "p", START + 20 * DAY, EntryKind.REMOVED, skill_id="a")
    log = [learned("a", START), answered(START + 5 * DAY), removed]

    assert fading_skills(state_of(*log), START + 90 * DAY) == ()
    again = learned("a", START + 30 * DAY)
    assert days_until_due(*log, again) == days_until_due(again)


def test_a_recall_says_nothing_of_what_is_not_logged() -> None:
    assert next_recall(state_of(answered(START)), "a", START) is None
    assert fading_skills(state_of(answered(START)), START + 99 * DAY) == ()


def test_the_entry_names_the_skill_as_it_is_now() -> None:
    entry = answered(START, None)

    assert (entry.kind, entry.skill_id, entry.skill) == (EntryKind.RECALLED, "a", "skill a")
    assert (entry.section, entry.document, entry.words) == ("One", "Doc", rating(None))
    assert answered(START).id == entry.id  # one nudge counts once, whatever the answer


@given(
    st.lists(
        st.tuples(st.floats(0.1, 300), st.sampled_from([True, False, None])), min_size=1, max_size=8
    ),
    st.sampled_from(["", "2020-02-29", "2026-01-05"]),
)
def test_any_history_gives_chances_that_only_fall(
    steps: list[tuple[float, bool | None]], on: str
) -> None:
    log, at = [learned("a", START, on=on)], START
    for days, right in steps:
        at += days * DAY
        log.append(answered(at, right))
    state = state_of(*log)

    due = next_recall(state, "a", at)
    assert due is not None
    assert due > at
    looks = [fading_skills(state, due + days * DAY) for days in (0, 1, 30, 3000)]
    chances = [chance for look in looks for _, chance in look]
    assert len(chances) == len(looks)
    assert all(later < sooner for sooner, later in pairwise(chances))
    assert all(0 < chance < 1 for chance in chances)
