"""How far right each node stands: near its neighbours, in order, none upon another. Pure."""

import itertools
from collections.abc import Callable, Sequence

from knowledge.skillmap.diagram.layers import DiagramRows

SWEEPS = 16


def places(
    rows: Sequence[Sequence[int]], layers: DiagramRows, room: Callable[[int], float]
) -> dict[int, float]:
    """The middle of each node, the leftmost edge at 0; ``room`` is the width a node takes."""
    at: dict[int, float] = {}
    for row in rows:
        at |= _settled(row, [0.0] * len(row), room)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else rows[::-1]:
            at |= _settled(row, [_pull(node, at, layers) for node in row], room)
    left = min((at[node] - room(node) / 2 for node in at), default=0.0)
    return {node: x - left for node, x in at.items()}


def _pull(node: int, at: dict[int, float], layers: DiagramRows) -> float:
    """The mean of where its neighbours above and below stand."""
    beside = [at[n] for n in (*layers.above.get(node, ()), *layers.below.get(node, ()))]
    return sum(beside) / len(beside) if beside else at[node]


def _settled(
    row: Sequence[int], wished: Sequence[float], room: Callable[[int], float]
) -> dict[int, float]:
    """Each as near to its wish as order and room allow (least squares, by pooling neighbours)."""
    offsets = [0.0]
    for node, following in itertools.pairwise(row):
        offsets.append(offsets[-1] + (room(node) + room(following)) / 2)
    blocks: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=False):
        total, count = wish - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            more, others = blocks.pop()
            total, count = total + more, count + others
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    return {n: start + offset for n, start, offset in zip(row, starts, offsets, strict=False)}
