"""Assigns skills to rows: below everything they need, with a limited width per row. Pure.

Nodes are numbers. A line that passes through rows has a bend in each of them, so that there is
room for it; bends are numbered from ``count`` up.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter


@dataclass(frozen=True, slots=True)
class DiagramRows:
    """Rows of nodes, from the basics down.

    ``lines`` maps (needed, skill) to the nodes on the line, including both ends, one per row.
    ``above`` and ``below`` list each node's neighbors in the adjacent rows.
    """

    count: int
    rows: tuple[tuple[int, ...], ...]
    lines: dict[tuple[int, int], tuple[int, ...]]
    above: dict[int, list[int]] = field(init=False, default_factory=dict)
    below: dict[int, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for nodes in self.lines.values():
            for upper, lower in itertools.pairwise(nodes):
                self.above.setdefault(lower, []).append(upper)
                self.below.setdefault(upper, []).append(lower)

    def is_bend(self, node: int) -> bool:
        """Whether a node is only a bend in a line."""
        return node >= self.count


def drop_implied(needs: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the prerequisites without implied ones: if c needs b and b needs a, not c needs a."""
    order = TopologicalSorter(dict(enumerate(needs))).static_order()
    under: dict[int, set[int]] = {}
    for node in order:
        under[node] = set(needs[node]).union(*(under[needed] for needed in needs[node]))
    return [
        [one for one in all_needed if not any(one in under[other] for other in all_needed)]
        for all_needed in needs
    ]


def assign_rows(needs: Sequence[Sequence[int]], widest: int) -> DiagramRows:
    """Assign skills to rows of at most ``widest``; ``needs[n]`` is what n needs, without cycles."""
    row_of = _rows(needs, widest)
    rows: list[list[int]] = [[] for _ in range(max(row_of, default=-1) + 1)]
    for node, row in enumerate(row_of):
        rows[row].append(node)
    fresh = iter(range(len(needs), len(needs) + len(rows) * sum(map(len, needs))))
    lines = {}
    for skill, needed in _edges(needs):
        bends = {row: next(fresh) for row in range(row_of[needed] + 1, row_of[skill])}
        for row, bend in bends.items():
            rows[row].append(bend)
        lines[needed, skill] = (needed, *bends.values(), skill)
    return DiagramRows(len(needs), tuple(map(tuple, rows)), lines)


def _edges(needs: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    return ((skill, needed) for skill, all_needed in enumerate(needs) for needed in all_needed)


def _rows(needs: Sequence[Sequence[int]], widest: int) -> list[int]:
    """Return the row of each skill: the first with room below what it needs, basics first."""
    depths = _depths(needs)
    row_of, taken = [0] * len(needs), dict[int, int]()
    for node in sorted(range(len(needs)), key=lambda n: (depths[n], n)):
        row = _below(row_of[needed] for needed in needs[node])
        while taken.get(row, 0) >= widest:
            row += 1
        row_of[node], taken[row] = row, taken.get(row, 0) + 1
    return row_of


def _depths(needs: Sequence[Sequence[int]]) -> list[int]:
    depths = [0] * len(needs)
    for node in TopologicalSorter(dict(enumerate(needs))).static_order():
        depths[node] = _below(depths[needed] for needed in needs[node])
    return depths


def _below(rows: Iterable[int]) -> int:
    return max(rows, default=-1) + 1
