"""Orders each row so that few lines cross, in sweeps by the mean of the neighbors. Pure."""

import itertools
from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

from knowledge.skillmap.diagram.layers import DiagramRows

SWEEPS = 12

_Rows = list[list[int]]


def order_rows(layers: DiagramRows) -> _Rows:
    """Return the order with the fewest crossings found in a dozen sweeps down and up."""
    rows = [list(row) for row in layers.rows]
    best, fewest = rows, count_crossings(rows, layers)
    for _ in range(SWEEPS):
        rows = _swept(rows, layers.above)
        rows = _swept(rows[::-1], layers.below)[::-1]
        if (count := count_crossings(rows, layers)) < fewest:
            best, fewest = rows, count
    return best


def count_crossings(rows: _Rows, layers: DiagramRows) -> int:
    """Return how many pairs of lines cross between adjacent rows."""
    return sum(_between(upper, lower, layers) for upper, lower in itertools.pairwise(rows))


def _between(upper: Sequence[int], lower: Sequence[int], layers: DiagramRows) -> int:
    at = {node: place for place, node in enumerate(lower)}
    seen: list[int] = []
    count = 0
    for node in upper:
        ends = sorted(at[end] for end in layers.below.get(node, ()))
        count += sum(len(seen) - bisect_right(seen, end) for end in ends)
        for end in ends:
            insort(seen, end)
    return count


def _swept(rows: _Rows, neighbors: Mapping[int, Sequence[int]]) -> _Rows:
    """Sort each row by the mean position of its nodes' neighbors in the previous row."""
    done = rows[:1]
    for row in rows[1:]:
        at = {node: place for place, node in enumerate(done[-1])}
        own = {node: place for place, node in enumerate(row)}
        scale = len(done[-1]) / len(row)

        def mean(
            node: int, at: dict[int, int] = at, own: dict[int, int] = own, scale: float = scale
        ) -> float:
            positions = [at[other] for other in neighbors.get(node, ())]
            return sum(positions) / len(positions) if positions else own[node] * scale

        done.append(sorted(row, key=mean))
    return done
