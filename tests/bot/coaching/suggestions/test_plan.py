"""What a plan contains, how it is kept, and which messages ask for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.suggestions.plan import (
    MOST_WEEKS,
    WEEKS,
    PlanRequest,
    current_plan,
    parse_request,
    plan_entry,
)
from bot.coaching.suggestions.planner import SKILLS_A_WEEK, make_plan
from bot.coaching.suggestions.prerequisites import find_prerequisites
from bot.coaching.suggestions.suggest import suggest
from knowledge.model import Catalogue
from tests.bot.skill_maps import NOW, catalogues, learner_knowing, log, make_catalogue

CHAIN = make_catalogue({"One": "abcdefghij"}, ["ba", "cb", "dc", "ed", "fe", "gf", "hg", "ih"])


def planned(learner: LearnerState, catalogue: Catalogue, weeks: int = WEEKS) -> list[str]:
    goal = {"h": 1.0}
    made = make_plan(learner, catalogue, goal, NOW, weeks)
    return ["".join(skill.id for skill in week) for week in made]


def test_prerequisites_come_first_two_a_week() -> None:
    assert planned(LearnerState(), CHAIN) == ["ab", "cd", "ef", "gh"]


def test_what_is_known_is_left_out_and_few_skills_take_one_week_each() -> None:
    assert planned(learner_knowing(CHAIN, "f"), CHAIN) == ["g", "h"]


def test_a_short_plan_goes_as_far_as_it_can() -> None:
    assert planned(LearnerState(), CHAIN, weeks=2) == ["ab", "cd"]


def test_a_skill_that_was_started_yesterday_is_in_the_plan() -> None:
    learner = log(CHAIN, [(EntryKind.STARTED, "a", NOW - 86_400)])

    assert planned(learner, CHAIN)[0].startswith("a")


def test_no_plan_without_a_skill_that_serves_the_goal() -> None:
    assert make_plan(LearnerState(), CHAIN, {}, NOW) == ()


@given(catalogues(), st.data())
def test_nothing_is_planned_before_what_it_needs(catalogue: Catalogue, data: st.DataObject) -> None:
    ids = list(catalogue.skills)
    goal = {data.draw(st.sampled_from(ids)): 1.0} if ids else {}
    needs = find_prerequisites(catalogue)

    weeks = make_plan(LearnerState(), catalogue, goal, NOW)

    order = [skill.id for week in weeks for skill in week]
    assert len(order) == len(set(order)) <= WEEKS * SKILLS_A_WEEK
    for place, skill_id in enumerate(order):
        assert needs.shown_by((skill_id,)) <= set(order[:place])


def test_a_plan_is_kept_in_the_log_and_ticked_by_it() -> None:
    weeks = make_plan(LearnerState(), CHAIN, {"d": 1.0}, NOW)
    kept = plan_entry("p", "T", "U", NOW, "reach d", weeks)
    learner = fold_log([kept], CHAIN)
    plan = current_plan(learner, CHAIN)
    assert plan is not None
    assert (plan.goal, plan.weeks) == ("reach d", weeks)
    assert plan.current_week(learner) == 0

    knowing = learner_knowing(CHAIN, "abcd")
    assert plan.current_week(knowing) is None


def test_a_plan_ends_with_an_empty_one_and_leaves_out_what_is_gone() -> None:
    weeks = make_plan(LearnerState(), CHAIN, {"d": 1.0}, NOW)
    kept = plan_entry("p", "T", "U", NOW, "reach d", weeks)
    ended = plan_entry("q", "T", "U", NOW + 1, "", ())

    assert current_plan(fold_log([kept, ended], CHAIN), CHAIN) is None
    smaller = make_catalogue({"One": "a"}, [])
    left = current_plan(fold_log([kept], smaller), smaller)
    assert left is not None
    assert [skill.id for skill in left.skills] == ["a"]


def test_planned_skills_are_suggested_first() -> None:
    free = make_catalogue({"One": "ab", "Two": "cd"}, ["ba"])
    last = [(free.skills["d"],)]
    learner = fold_log([plan_entry("p", "T", "U", NOW, "d", last)], free)

    assert suggest(learner, free, {}, NOW)[0].skill.id == "d"
    assert suggest(learner, free, {}, NOW)[0].reason.startswith("It's in your plan.")


@pytest.mark.parametrize(
    ("text", "goal", "weeks"),
    [
        ("give me a four-week plan for Kubernetes", "Kubernetes", 4),
        ("Can you make me a plan to become an SRE in 6 weeks?", "become an SRE", 6),
        ("please create a learning plan for caching", "caching", WEEKS),
        ("I need a plan for 2 months to learn testing.", "learn testing", 8),
        ("I'd like a 90 week plan to rule the world", "rule the world", MOST_WEEKS),
        ("i want a study plan on gRPC within three weeks please", "gRPC", 3),
    ],
)
def test_requests(text: str, goal: str, weeks: int) -> None:
    assert parse_request(text) == PlanRequest(goal, weeks)


@pytest.mark.parametrize("text", ["give me a 4-week plan", "make me a plan please", "study plan?"])
def test_a_plan_without_a_goal_is_for_the_persons_own(text: str) -> None:
    assert parse_request(text) == PlanRequest("", WEEKS)


def test_showing_the_plan_makes_no_new_one() -> None:
    assert not parse_request("show my plan").new


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    parse_request(f"make me a plan for {text}")
