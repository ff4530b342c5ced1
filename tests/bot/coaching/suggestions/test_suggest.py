"""What is suggested, what never is, and in which order."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.candidates import DAY, implied_skills
from bot.coaching.suggestions.prerequisites import find_prerequisites
from bot.coaching.suggestions.suggest import suggest
from knowledge.model import Catalogue, SkillMap
from tests.bot.samples import outline_of
from tests.bot.skill_maps import (
    NOW,
    catalogues,
    learner_knowing,
    log,
    make_catalogue,
    real_catalogue,
)

TWO = make_catalogue({"One": "abc", "Two": "def"}, ["ba", "cb", "ed", "fb"])


def ids(
    learner: LearnerState, catalogue: Catalogue = TWO, goal: dict[str, float] | None = None,
    now: float = NOW, limit: int = 3,
) -> list[str]:  # fmt: skip
    return [each.skill.id for each in suggest(learner, catalogue, goal or {}, now, limit)]


def test_only_what_rests_on_nothing_lacking_is_suggested() -> None:
    assert ids(LearnerState()) == ["a", "d"]
    assert set(ids(learner_knowing(TWO, "a"))) == {"b", "d"}


def test_a_logged_skill_implies_what_it_rests_on() -> None:
    learner = learner_knowing(TWO, "c")

    assert implied_skills(learner, TWO) == {"b": "c", "a": "c"}
    assert set(ids(learner)) == {"d", "f"}


def test_the_nearest_logged_skill_is_named() -> None:
    assert implied_skills(learner_knowing(TWO, "cb"), TWO) == {"a": "b"}


@pytest.mark.parametrize("kind", [EntryKind.REMOVED, EntryKind.STARTED, EntryKind.LATER])
def test_who_says_they_lack_a_skill_is_believed(kind: EntryKind) -> None:
    learner = log(TWO, [(EntryKind.LEARNED, "c", NOW), (kind, "b", NOW)])

    assert implied_skills(learner, TWO) == {}
    assert "f" not in ids(learner)


def test_removed_skills_may_come_again() -> None:
    learner = log(TWO, [(EntryKind.LEARNED, "b", NOW), (EntryKind.REMOVED, "a", NOW)])

    assert "a" in ids(learner)


def test_order_alone_implies_nothing_and_blocks_nobody() -> None:
    plain = make_catalogue({"One": "abc", "Two": "de"})
    learner = learner_knowing(plain, "b")

    assert implied_skills(learner, plain) == {}
    assert set(ids(learner, plain)) == {"a", "c", "d"}


def test_what_is_not_for_them_never_comes_back() -> None:
    learner = log(TWO, [(EntryKind.NOT_FOR_ME, "a", NOW)])

    assert ids(learner, now=NOW + 4_000 * DAY) == ["d"]


def test_what_was_put_off_comes_back_after_four_weeks() -> None:
    learner = log(TWO, [(EntryKind.LATER, "a", NOW)])

    assert ids(learner, now=NOW + 27.9 * DAY) == ["d"]
    assert ids(learner, now=NOW + 28 * DAY) == ["a", "d"]


def test_what_they_are_at_is_left_alone_for_a_week_and_then_comes_first() -> None:
    learner = log(TWO, [(EntryKind.STARTED, "d", NOW)])

    assert ids(learner, now=NOW + 6.9 * DAY) == ["a"]
    assert ids(learner, now=NOW + 7 * DAY) == ["d", "a"]


def test_with_a_goal_everything_serves_it() -> None:
    assert ids(LearnerState(), goal={"f": 1.0}) == ["a"]
    assert ids(learner_knowing(TWO, "ab"), goal={"f": 1.0, "d": 0.6}) == ["f", "d"]


def test_a_goal_that_is_reached_leaves_the_rest() -> None:
    assert set(ids(learner_knowing(TWO, "ab"), goal={"a": 1.0})) == {"c", "d", "f"}


def test_what_serves_a_goal_little_is_left_out() -> None:
    assert ids(LearnerState(), goal={"a": 1.0, "d": 0.3}) == ["a"]


def test_order_alone_does_not_stand_before_a_goal() -> None:
    assert ids(LearnerState(), make_catalogue({"One": "abc"}), {"c": 1.0}) == ["c"]


def test_a_set_is_spread_over_sections() -> None:
    wide = make_catalogue({"One": "abc", "Two": "d", "Three": "e"}, ["xa"])

    assert {wide.skills[id_].section_id for id_ in ids(LearnerState(), wide)} == {
        "One",
        "Two",
        "Three",
    }


def test_a_text_appears_once_in_a_set() -> None:
    twice = outline_of(sections=("One", "Two", "Three"), skills=("the same",))

    assert len(ids(LearnerState(), Catalogue((twice,)))) == 1


def test_weights_of_the_map_decide_among_equals() -> None:
    weighed = make_catalogue({"One": "a", "Two": "b"}, weights={"a": 0.2})

    assert ids(LearnerState(), weighed) == ["b", "a"]


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_the_limit_is_kept(limit: int) -> None:
    assert len(ids(LearnerState(), limit=limit)) == limit


def test_ids_nobody_knows_do_no_harm() -> None:
    strange = [
        (kind, "gone", NOW) for kind in (EntryKind.LEARNED, EntryKind.STARTED, EntryKind.LATER)
    ]

    assert ids(log(TWO, strange), goal={"gone": 1.0, "own:1": 0.5}) == ["a", "d"]
    assert ids(log(Catalogue(), strange), Catalogue()) == []


def test_the_same_comes_all_week() -> None:
    catalogue = real_catalogue()
    learner = learner_knowing(catalogue, list(catalogue.skills)[:20])
    monday = NOW - NOW % (7 * DAY)

    assert ids(learner, catalogue, now=monday) == ids(learner, catalogue, now=monday + 6 * DAY)


@pytest.mark.parametrize("mapped", [True, False], ids=["with map", "without map"])
def test_taking_the_first_each_time_walks_through_the_whole_document(mapped: bool) -> None:
    catalogue = real_catalogue(mapped=mapped)

    assert len(walk(catalogue)) == 64


@given(catalogues())
def test_any_document_is_walked_through_in_order(catalogue: Catalogue) -> None:
    assert len(walk(catalogue)) == len(catalogue.skills)


@given(catalogues(), st.data())
def test_nothing_is_suggested_out_of_order(catalogue: Catalogue, data: st.DataObject) -> None:
    some = st.sampled_from([*catalogue.skills, "gone"])
    drawn = data.draw(
        st.lists(st.tuples(st.sampled_from(KINDS), some, st.floats(NOW - 60 * DAY, NOW)))
    )
    goal = data.draw(st.dictionaries(some, st.floats(0, 1)))
    learner = log(catalogue, sorted(drawn, key=lambda each: each[2]))
    needed = find_prerequisites(catalogue)
    have = set(learner.known) | set(implied_skills(learner, catalogue))

    for each in suggest(learner, catalogue, goal, NOW):
        assert each.skill.id not in have | learner.not_for_me
        assert NOW - learner.later.get(each.skill.id, 0.0) >= 28 * DAY
        assert needed.shown_by([each.skill.id]) <= have
        assert each.missing == ()


KINDS = (
    EntryKind.LEARNED,
    EntryKind.REMOVED,
    EntryKind.STARTED,
    EntryKind.LATER,
    EntryKind.NOT_FOR_ME,
)


def walk(catalogue: Catalogue) -> list[str]:
    """Return the skills in the order in which the first suggestion is accepted again and again."""
    needed, done = find_prerequisites(catalogue), list[str]()
    while first := ids(learner_knowing(catalogue, done), catalogue, limit=1):
        assert set(needed.direct(first[0])) <= set(done)
        done += first
    assert len(set(done)) == len(done)
    return done


def test_a_thousand_skills_take_less_than_fifty_milliseconds() -> None:
    plain = outline_of("Big", [f"Section {n}" for n in range(100)], [f"s{n}" for n in range(10)])
    every = [skill.id for skill in plain.skills]
    for edges in (pairwise(every), zip(every, every[500:], strict=False)):
        chain = SkillMap(tuple((later, first, "") for first, later in edges))
        big = Catalogue((replace(plain, skill_map=chain),))
        learner = learner_knowing(big, every[:300])
        assert min(seconds(learner, big) for _ in range(5)) < 0.05


def seconds(learner: LearnerState, catalogue: Catalogue) -> float:
    start = time.perf_counter()
    suggest(learner, catalogue, dict.fromkeys(catalogue.skills, 1.0), NOW)
    return time.perf_counter() - start
