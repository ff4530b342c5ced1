"""A short simulation: the forbidden counts are zero, and the coach beats simpler ways."""

import pytest

from bench.learners import learner
from bench.suggestions import WAYS, Tally, simulate, world

WORLD = world()
LEARNERS = 40


@pytest.fixture(scope="module")
def first_sets() -> dict[str, dict[str, float]]:
    """Return each way's figures for the first set, if learners log 60% of what they know."""
    return {name: simulate(WORLD, way, 0.6, LEARNERS, 1).figures() for name, way in WAYS.items()}


@pytest.mark.parametrize("rate", [1.0, 0.3])
def test_nothing_unmet_nothing_dismissed_and_every_reason_true(rate: float) -> None:
    figures = simulate(WORLD, WAYS["coach"], rate, 10, 6).figures()

    assert figures["prerequisites unmet"] == 0
    assert figures["dismissed, shown again"] == 0
    assert figures["reasons true"] == 1
    assert figures["different sections in a set"] > 0.9


def test_the_coach_helps_more_often_than_simpler_ways(
    first_sets: dict[str, dict[str, float]],
) -> None:
    helpful = {name: each["new and ready in the set of 3"] for name, each in first_sets.items()}
    known = {name: each["suggestions already known"] for name, each in first_sets.items()}

    for simpler in ("random", "document order", "fringe on logs alone"):
        assert helpful["coach"] > helpful[simpler] + 0.1, simpler
    assert known["coach"] < known["document order"]
    assert known["coach"] < known["fringe on logs alone"]


def test_simpler_ways_do_break_the_rules(first_sets: dict[str, dict[str, float]]) -> None:
    assert first_sets["random"]["prerequisites unmet"] > 0.2
    assert first_sets["document order"]["prerequisites unmet"] > 0.1


@pytest.mark.parametrize("seed", [1, 2])
def test_learners_know_what_their_knowledge_rests_on(seed: int) -> None:
    made = learner(seed, WORLD.catalogue, WORLD.needs, 0.6)
    again = learner(seed, WORLD.catalogue, WORLD.needs, 0.6)

    assert WORLD.needs.closure(made.knows) <= made.knows
    assert (made.knows, made.log) == (again.knows, again.log)
    assert learner(seed, WORLD.catalogue, WORLD.needs, 1.0).log != made.log


def test_figures_of_nothing_are_zero() -> None:
    assert set(Tally().figures().values()) == {0.0}
