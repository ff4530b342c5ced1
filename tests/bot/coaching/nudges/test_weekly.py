"""The weekly nudge: true reasons, and no repeats within eight weeks."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.nudges.compose_input import REPEAT_AFTER_SECONDS
from bot.coaching.nudges.kinds import NUDGES, compose
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.schedule import recalled_entry
from knowledge.model import Catalogue
from tests.bot.nudge_material import (
    DAY,
    FIRST,
    LIMITS,
    LINES,
    NOW,
    POOL,
    REAL,
    WEEK,
    WHY,
    entry,
    line,
    material,
    weekly,
)


def test_every_kind_is_composed() -> None:
    assert set(NUDGES) == set(NudgeKind)


def test_a_newcomer_gets_a_skill_and_a_plan_and_no_question() -> None:
    nudge = weekly(material())

    assert nudge.question is None
    assert nudge.next is not None
    assert nudge.next.skill == FIRST
    assert nudge.next.passage.startswith("Programming Languages: ")
    assert FIRST in nudge.next.passage
    assert len(nudge.slots) == 3
    assert min(nudge.slots) > NOW
    assert nudge.why == WHY


def test_what_was_logged_is_asked_and_why_says_when() -> None:
    nudge = weekly(material(entry(POOL, 46)))

    assert nudge.question is not None
    assert nudge.question.skill_id == LINES[POOL].id
    assert nudge.why == (
        *WHY,
        f"You logged “{POOL}” 46 days ago. A question now helps you remember it.",
    )
    assert nudge.next is not None
    assert nudge.next.skill_id != LINES[POOL].id


def test_why_names_the_day_they_learned_it_and_the_last_answer() -> None:
    named = weekly(material(entry(POOL, 3, on="2026-03-03")))
    assert (
        "You learned “Resource pooling and connection management” on 3 March 2026." in named.why[1]
    )

    question = replace(some_question(), skill_id=LINES[POOL].id)
    answer = recalled_entry("T", "U1", question, False, NOW - 60 * DAY, "k", REAL)
    later = weekly(material(entry(POOL, 90), answer))
    assert f"You last answered a question on “{POOL}” 60 days ago." in later.why[1]


def test_the_goal_is_named_only_where_the_skill_leads_there() -> None:
    towards = weekly(material(goal="calm nights"))
    assert towards.next is not None
    assert "“calm nights”" in towards.next.reason
    assert towards.why[-1] == "The next skill leads to your goal, “calm nights”."

    known = replace(material(goal="calm nights"), goal={})
    assert not any("calm nights" in each for each in weekly(known).why)


def test_a_question_made_earlier_is_used_unchanged() -> None:
    question = replace(some_question(), skill_id=LINES[POOL].id)

    assert weekly(replace(material(), question=question)).question == question


def test_nothing_is_asked_or_suggested_twice_within_eight_weeks() -> None:
    log = [entry(POOL, 300), entry(LIMITS, 200), entry(FIRST, 100)]
    sent: list[Sent] = []
    for week in range(30):
        now = NOW + week * WEEK
        nudge = compose(NudgeKind.WEEKLY, material(*log, sent=sent, now=now))
        if nudge is not None:
            sent.append(line(nudge, now))

    asked = [(s.at, s.nudge.question.skill_id) for s in sent if s.nudge.question]
    suggested = [(s.at, s.nudge.next.skill_id) for s in sent if s.nudge.next]
    assert len(suggested) == 30
    assert len(asked) >= 9
    for found in (asked, suggested):
        last: dict[str, float] = {}
        for at, skill_id in found:
            assert at - last.get(skill_id, -REPEAT_AFTER_SECONDS) >= REPEAT_AFTER_SECONDS
            last[skill_id] = at


def test_what_was_asked_under_an_old_id_counts_as_asked() -> None:
    moved = Catalogue((replace(REAL.outlines[0], successors=(("old", LINES[POOL].id),)),))
    question = replace(some_question(), skill_id="old")
    sent = [line(Nudge(NudgeKind.WEEKLY, WHY, question=question), NOW - WEEK)]

    given = material(entry(POOL, 46), sent=sent, catalogue=moved)

    assert weekly(given).question is None


def test_nothing_to_ask_and_nothing_to_suggest_is_no_nudge() -> None:
    everything = [entry(text, 0.1) for text in LINES]

    assert compose(NudgeKind.WEEKLY, material(*everything)) is None


def test_the_closing_message_asks_and_suggests_nothing() -> None:
    nudge = compose(NudgeKind.CLOSING, material(entry(POOL, 90)))

    assert nudge == Nudge(NudgeKind.CLOSING, WHY, "Europe/Lisbon")


@given(
    st.lists(st.tuples(st.sampled_from(sorted(LINES)), st.floats(0, 900)), max_size=12),
    st.integers(0, 60),
)
@settings(max_examples=30, deadline=None)
def test_any_log_gives_a_nudge_that_is_true(log: list[tuple[str, float]], week: int) -> None:
    logged = sorted((entry(text, days) for text, days in log), key=lambda each: each.at)
    given = material(*logged, now=NOW + week * WEEK)

    nudge = weekly(given)

    known = {each.skill_id for each in logged}
    assert nudge.next is not None
    assert nudge.next.skill_id not in known
    assert nudge.next.reason
    assert nudge.next.skill in nudge.next.passage
    if nudge.question:
        assert nudge.question.skill_id in known
        assert nudge.question.passage in nudge.why[1]


def some_question() -> RecallQuestion:
    return RecallQuestion(
        "holds", "s", "x", "Where does it stand?", ("Here", "There"), 0, "passage"
    )
