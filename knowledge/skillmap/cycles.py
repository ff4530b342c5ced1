"""Prerequisites that lead back to themselves. Pure."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

MOST = 20
"""Circles told at once; each costs a pass over all prerequisites."""


def circles(needs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Circles among prerequisites, no two sharing a step: each node needs the next, the last the
    first. ``needs`` maps each node to those it needs. Empty where all is well.
    """
    left = {node: list(needed) for node, needed in needs.items()}
    found: list[tuple[str, ...]] = []
    while len(found) < MOST and (circle := _circle(left)):
        found.append(circle)
        for node, needed in zip(circle, (*circle[1:], circle[0]), strict=True):
            left[node].remove(needed)
    return found


def _circle(needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        # Each stands before what needs it, the first is the last again.
        return tuple(reversed(error.args[1][1:]))
    return ()


def reaches(needs: Mapping[str, Iterable[str]], start: str, goal: str) -> bool:
    """Whether ``start`` is ``goal`` or rests on it, directly or through others."""
    waiting, seen = [start], {start}
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        fresh = [needed for needed in needs.get(node, ()) if needed not in seen]
        seen.update(fresh)
        waiting += fresh
    return False
