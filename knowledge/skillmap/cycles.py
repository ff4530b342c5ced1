"""Finds cycles in prerequisites. Pure."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

MOST = 20
"""Maximum cycles reported at once; each needs a pass over all prerequisites."""


def find_cycles(needs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return cycles that share no step: each node needs the next, and the last needs the first.

    ``needs`` maps each node to those it needs.
    """
    left = {node: list(needed) for node, needed in needs.items()}
    found: list[tuple[str, ...]] = []
    while len(found) < MOST and (cycle := _find_cycle(left)):
        found.append(cycle)
        for node, needed in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            left[node].remove(needed)
    return found


def _find_cycle(needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        # graphlib lists each node before the one that needs it and repeats the first at the end.
        return tuple(reversed(error.args[1][1:]))
    return ()


def depends_on(needs: Mapping[str, Iterable[str]], start: str, goal: str) -> bool:
    """Whether ``start`` is ``goal`` or needs it, directly or through others."""
    waiting, seen = [start], {start}
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        fresh = [needed for needed in needs.get(node, ()) if needed not in seen]
        seen.update(fresh)
        waiting += fresh
    return False
