import pytest

from bench.rounds import Budget, take_turns


class Clock:
    """Seconds that pass only when a side spends them."""

    def __init__(self) -> None:
        self.now = 0.0
        self.order: list[str] = []

    def spend(self, side: str, seconds: float) -> float:
        self.order.append(side)
        self.now += seconds
        return seconds


@pytest.mark.parametrize(
    ("budget", "rounds"),
    [(Budget(3, 100), 3), (Budget(5, 30), 3), (Budget(5, 29), 2), (Budget(5, 0), 1)],
)
def test_sides_take_turns_within_the_budget(budget: Budget, rounds: int) -> None:
    clock = Clock()
    sides = {"a": lambda: clock.spend("a", 6), "b": lambda: clock.spend("b", 4)}
    samples = take_turns(sides, budget, lambda: clock.now)
    assert clock.order == ["a", "b"] * rounds
    assert samples == {"a": [6] * rounds, "b": [4] * rounds}


def test_a_part_of_a_budget_has_its_share_and_no_more_rounds() -> None:
    assert Budget(5, 60).part(0.5) == Budget(5, 30)
    assert Budget(5, 60).part(0.5, 3) == Budget(3, 30)
    assert Budget(2, 60).part(1, 3) == Budget(2, 60)
