"""Every reason is true, short and in plain words, and the checker for it can fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reason_check import Facts, is_true
from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.candidates import DAY
from bot.coaching.suggestions.reasons import Claim, ClaimKind, describe_claims
from bot.coaching.suggestions.suggest import Suggestion, suggest
from knowledge.model import Catalogue
from tests.bot.skill_maps import (
    NOW,
    catalogues,
    learner_knowing,
    log,
    make_catalogue,
    real_catalogue,
)

MAP = make_catalogue({"One": "abc", "Two": "def"}, ["ba", "cb", "db", "ec", "fc"])
LONGEST = 700


def reasons_of(
    learner: LearnerState, catalogue: Catalogue = MAP, goal: dict[str, float] | None = None
) -> dict[str, str]:
    """Return skill id -> the reason for suggesting it."""
    return {e.skill.id: e.reason for e in suggest(learner, catalogue, goal or {}, NOW)}


def test_a_logged_skill_and_the_maps_own_words() -> None:
    assert reasons_of(learner_knowing(MAP, "b"))["d"] == (
        "Because you know “skill b”: b carries d."
    )


def test_what_a_logged_skill_rests_on() -> None:
    assert reasons_of(learner_knowing(MAP, "c"))["d"] == ("Builds on “skill b”: b carries d.")


def test_a_section_that_is_begun_and_what_comes_after() -> None:
    assert reasons_of(learner_knowing(MAP, "ab"))["c"] == (
        "Because you know “skill b”: b carries c. You've started One with “skill b”."
    )
    assert reasons_of(LearnerState())["a"] == "“skill b” builds on it."
    many = make_catalogue({"One": "abcd"}, ["ba", "ca", "da"])
    assert reasons_of(LearnerState(), many)["a"] == "“skill b” and 2 more skills build on it."


def test_a_goal_and_the_way_to_it() -> None:
    learner = learner_knowing(MAP, "", "run things")

    assert reasons_of(learner, goal={"a": 1.0})["a"].startswith("It's for your goal, “run things”.")
    assert reasons_of(learner, goal={"b": 1.0})["a"].startswith(
        "On the way to “skill b”, for your goal, “run things”: a carries b."
    )
    assert reasons_of(LearnerState(), goal={"c": 1.0})["a"].startswith(
        "On the way to “skill c”, for your goal."
    )


def test_what_was_started() -> None:
    learner = log(MAP, [(EntryKind.STARTED, "a", NOW - 8 * DAY)])

    assert reasons_of(learner)["a"].startswith("You started it on 6 November 2023.")


def test_without_anything_better_a_line_of_the_document() -> None:
    plain = make_catalogue({"One": "ab"})

    assert reasons_of(LearnerState(), plain) == {"a": "It's the first skill in One."}
    passed = log(plain, [(EntryKind.NOT_FOR_ME, "a", NOW)])
    assert reasons_of(passed, plain) == {"b": "In One, it comes right after “skill a”."}


def test_long_names_are_cut_and_line_breaks_removed() -> None:
    skill = MAP.skills["a"]
    words = describe_claims([Claim(ClaimKind.GOAL)], skill, MAP, "x\ny " * 100)

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
        "Builds on “skill a”: a carries d.",
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
    assert not is_true(
        reason, MAP.skills["d"], Facts(learner_knowing(MAP, "b", "that"), MAP, {"c": 1.0})
    )


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
def test_reasons_are_true_for_any_document_and_log(
    catalogue: Catalogue, data: st.DataObject
) -> None:
    some = st.sampled_from(list(catalogue.skills))
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(KINDS), some), max_size=12))
    goal = data.draw(st.dictionaries(some, st.floats(0, 1), max_size=5))
    words = data.draw(st.sampled_from(["", "run my own service"]))
    entries = [(kind, id_, NOW - 30 * DAY + n) for n, (kind, id_) in enumerate(drawn)]
    learner = log(catalogue, entries, words)

    every_reason_holds(suggest(learner, catalogue, goal, NOW), learner, catalogue, goal)


REAL = real_catalogue()


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(REAL.skills))), st.sampled_from([*sorted(REAL.skills), ""]))
def test_reasons_are_true_for_the_real_map(known: set[str], wanted: str) -> None:
    learner = learner_knowing(REAL, sorted(known), "get somewhere")
    goal = {wanted: 1.0} if wanted else {}

    every_reason_holds(suggest(learner, REAL, goal, NOW), learner, REAL, goal)
