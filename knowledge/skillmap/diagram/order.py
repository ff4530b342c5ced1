"""Left to right within each row so that few lines cross: sweeps by mean of neighbours. Pure."""

import itertools
from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

from knowledge.skillmap.diagram.layers import DiagramRows

SWEEPS = 12

_Rows = list[list[int]]


def ordered(layers: DiagramRows) -> _Rows:
    """The rows with the fewest crossings that a dozen sweeps down and up come by."""
    rows = [list(row) for row in layers.rows]
    best, fewest = rows, crossings(rows, layers)
    for _ in range(SWEEPS):
        rows = _swept(rows, layers.above)
        rows = _swept(rows[::-1], layers.below)[::-1]
        if (count := crossings(rows, layers)) < fewest:
            best, fewest = rows, count
    return best


def crossings(rows: _Rows, layers: DiagramRows) -> int:
    """How many pairs of lines cross between neighbouring rows."""
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


def _swept(rows: _Rows, neighbours: Mapping[int, Sequence[int]]) -> _Rows:
    """Each row sorted by where its nodes' neighbours in the row before it stand."""
    done = rows[:1]
    for row in rows[1:]:
        at = {node: place for place, node in enumerate(done[-1])}
        own = {node: place for place, node in enumerate(row)}
        scale = len(done[-1]) / len(row)

        def mean(
            node: int, at: dict[int, int] = at, own: dict[int, int] = own, scale: float = scale
        ) -> float:
            beside = [at[other] for other in neighbours.get(node, ())]
            return sum(beside) / len(beside) if beside else own[node] * scale

        done.append(sorted(row, key=mean))
    return done
