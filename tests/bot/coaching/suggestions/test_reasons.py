"""Every reason is true, short and in plain words; the checker that says so can say no."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reason_check import Facts, is_true
from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.candidates import DAY
from bot.coaching.suggestions.reasons import Claim, ClaimKind, in_words
from bot.coaching.suggestions.suggest import Suggestion, suggest
from knowledge.model import Catalogue
from tests.bot.skill_maps import NOW, catalogues, knows, log, made, real

MAP = made({"One": "abc", "Two": "def"}, ["ba", "cb", "db", "ec", "fc"])
LONGEST = 700


def told(
    learner: LearnerState, catalogue: Catalogue = MAP, goal: dict[str, float] | None = None
) -> dict[str, str]:
    """The reason of each suggestion, by the skill's id."""
    return {e.skill.id: e.reason for e in suggest(learner, catalogue, goal or {}, NOW)}


def test_a_logged_skill_and_the_maps_own_words() -> None:
    assert told(knows(MAP, "b"))["d"] == ("Because you know “skill b”: b carries d.")


def test_what_a_logged_skill_rests_on() -> None:
    assert told(knows(MAP, "c"))["d"] == (
        "Because you know “skill c”, which needs “skill b”: b carries d."
    )


def test_a_section_that_is_begun_and_what_comes_after() -> None:
    assert told(knows(MAP, "ab"))["c"] == (
        "Because you know “skill b”: b carries c. You've started One with “skill b”."
    )
    assert told(LearnerState())["a"] == "“skill b” builds on it."
    many = made({"One": "abcd"}, ["ba", "ca", "da"])
    assert told(LearnerState(), many)["a"] == "“skill b” and 2 more skills build on it."


def test_a_goal_and_the_way_to_it() -> None:
    learner = knows(MAP, "", "run things")

    assert told(learner, goal={"a": 1.0})["a"].startswith("It's for your goal, “run things”.")
    assert told(learner, goal={"b": 1.0})["a"].startswith(
        "On the way to “skill b”, for your goal, “run things”: a carries b."
    )
    assert told(LearnerState(), goal={"c": 1.0})["a"].startswith(
        "On the way to “skill c”, for your goal."
    )


def test_what_was_started() -> None:
    learner = log(MAP, [(EntryKind.STARTED, "a", NOW - 8 * DAY)])

    assert told(learner)["a"].startswith("You started it on 6 November 2023.")


def test_without_anything_better_a_line_of_the_document() -> None:
    plain = made({"One": "ab"})

    assert told(LearnerState(), plain) == {"a": "It's the first skill in One."}
    passed = log(plain, [(EntryKind.NOT_FOR_ME, "a", NOW)])
    assert told(passed, plain) == {"b": "In One, it comes right after “skill a”."}


def test_long_names_are_cut_and_line_breaks_taken_out() -> None:
    skill = MAP.skills["a"]
    words = in_words([Claim(ClaimKind.GOAL)], skill, MAP, "x\ny " * 100)

    assert "\n" not in words
    assert len(words) < 120
    assert words.endswith("…”.")


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "Because.",
        "Because you know “skill a”: a carries d.",
        "Because you know “skill c”, which this builds on.",
        "Because you know “skill b”: something else.",
        "Because you know “skill b”, which needs “skill a”, and this builds on that.",
        "You've started Two with “skill b”.",
        "You've started One with “skill b”.",
        "It's for your goal, “this”.",
        "It's for your goal.",
        "On the way to “skill e”, for your goal.",
        "“skill a” builds on it.",
        "It's the first skill in One.",
        "In Two, it comes right after “skill f”.",
        "You started it on 6 November 2023.",
        "Because you know “skill b”: b carries d. Everybody does.",
    ],
)
def test_the_checker_finds_what_is_not_true(reason: str) -> None:
    assert not is_true(reason, MAP.skills["d"], Facts(knows(MAP, "b", "that"), MAP, {"c": 1.0}))


def every_reason_holds(
    found: tuple[Suggestion, ...],
    learner: LearnerState,
    catalogue: Catalogue,
    goal: dict[str, float],
) -> None:
    facts = Facts(learner, catalogue, goal)
    for each in found:
        assert is_true(each.reason, each.skill, facts), each.reason
        assert len(each.reason) <= LONGEST


KINDS = (
    EntryKind.LEARNED,
    EntryKind.LEARNED,
    EntryKind.STARTED,
    EntryKind.LATER,
    EntryKind.NOT_FOR_ME,
    EntryKind.REMOVED,
)


@given(catalogues(), st.data())
def test_reasons_hold_on_any_document_and_log(catalogue: Catalogue, data: st.DataObject) -> None:
    some = st.sampled_from(list(catalogue.skills))
    said = data.draw(st.lists(st.tuples(st.sampled_from(KINDS), some), max_size=12))
    goal = data.draw(st.dictionaries(some, st.floats(0, 1), max_size=5))
    words = data.draw(st.sampled_from(["", "run my own service"]))
    entries = [(kind, id_, NOW - 30 * DAY + n) for n, (kind, id_) in enumerate(said)]
    learner = log(catalogue, entries, words)

    every_reason_holds(suggest(learner, catalogue, goal, NOW), learner, catalogue, goal)


REAL = real()


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(REAL.skills))), st.sampled_from([*sorted(REAL.skills), ""]))
def test_reasons_hold_on_the_real_map(known: set[str], wanted: str) -> None:
    learner = knows(REAL, sorted(known), "get somewhere")
    goal = {wanted: 1.0} if wanted else {}

    every_reason_holds(suggest(learner, REAL, goal, NOW), learner, REAL, goal)
