"""Runs both sides in each round, so that other load on the machine affects both alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Budget:
    """How often a case is repeated: at most ``rounds``, and no round that would exceed ``seconds``.

    The first round always runs, so one slow side is measured once rather than not at all.
    """

    rounds: int
    seconds: float

    def part(self, share: float, most: int | None = None) -> "Budget":
        """Return a share of the seconds for one part of a case, with at most ``most`` rounds."""
        return Budget(min(self.rounds, most or self.rounds), self.seconds * share)


def take_turns(
    sides: Mapping[str, Callable[[], T]],
    budget: Budget,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, list[T]]:
    """Run A, B, A, B, ... and return each side's samples, one per round."""
    samples: dict[str, list[T]] = {side: [] for side in sides}
    start = clock()
    longest = 0.0
    for done in range(budget.rounds):
        began = clock()
        if done and began - start + longest > budget.seconds:
            break
        for side, sample in sides.items():
            samples[side].append(sample())
        longest = max(longest, clock() - began)
    return samples
