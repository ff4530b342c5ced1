"""Computes each node's x: near its neighbors, in order, without overlaps. Pure."""

import itertools
from collections.abc import Callable, Sequence

from knowledge.skillmap.diagram.layers import DiagramRows

SWEEPS = 16


def place_nodes(
    rows: Sequence[Sequence[int]], layers: DiagramRows, room: Callable[[int], float]
) -> dict[int, float]:
    """Return the x of each node's center, in pixels from the leftmost edge.

    ``room`` returns the width that a node needs.
    """
    at: dict[int, float] = {}
    for row in rows:
        at |= _spaced(row, [0.0] * len(row), room)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else rows[::-1]:
            at |= _spaced(row, [_pull(node, at, layers) for node in row], room)
    left = min((at[node] - room(node) / 2 for node in at), default=0.0)
    return {node: x - left for node, x in at.items()}


def _pull(node: int, at: dict[int, float], layers: DiagramRows) -> float:
    """Return the mean x of a node's neighbors above and below."""
    neighbors = [at[n] for n in (*layers.above.get(node, ()), *layers.below.get(node, ()))]
    return sum(neighbors) / len(neighbors) if neighbors else at[node]


def _spaced(
    row: Sequence[int], targets: Sequence[float], room: Callable[[int], float]
) -> dict[int, float]:
    """Place each node as near to its target as order and room allow (pooled least squares)."""
    offsets = [0.0]
    for node, following in itertools.pairwise(row):
        offsets.append(offsets[-1] + (room(node) + room(following)) / 2)
    blocks: list[tuple[float, int]] = []
    for target, offset in zip(targets, offsets, strict=False):
        total, count = target - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            more, others = blocks.pop()
            total, count = total + more, count + others
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    return {n: start + offset for n, start, offset in zip(row, starts, offsets, strict=False)}
