"""Scores of a whole library that take no room for the rows which all score the same.

A vector has a few nearest passages, a word a few texts that hold it; all other rows have one score
in common. Only the few are kept, so that what a question costs hardly grows with the library.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some rows of many, ascending; ``places`` says of each of the many where it stands, or -1."""

    rows: Rows
    places: Rows

    @staticmethod
    def of(rows: Rows, size: int) -> Chosen:
        """The given rows (ascending, each once) of ``size``."""
        places = np.full(size, -1, dtype=np.intp)
        places[rows] = np.arange(len(rows))
        return Chosen(rows, places)


@dataclass(frozen=True, slots=True)
class Sparse:
    """A table of ``size`` rows: ``values`` (k, columns) at ``rows`` (k,), ``rest`` elsewhere.

    ``rows`` ascend, each once. In a column no value lies below ``rest`` (columns,).
    """

    rows: Rows
    values: Scores
    rest: Scores
    size: int

    def at(self, chosen: Chosen) -> Scores:
        """The chosen rows written out, shape (chosen, columns)."""
        table = np.empty((len(chosen.rows), len(self.rest)))
        table[:] = self.rest
        places = chosen.places[self.rows]
        here = places >= 0
        table[places[here]] = self.values[here]
        return table

    def best(self, count: int) -> Rows:
        """Up to ``count`` rows that hold the most in the first column; equals in row order."""
        if len(self.rows) <= count:
            return self.rows
        low = -self.values[:, 0]
        kept = np.flatnonzero(low <= np.partition(low, count - 1)[count - 1])
        return self.rows[kept[np.argsort(low[kept], kind="stable")[:count]]]


@dataclass(frozen=True, slots=True)
class SparseView:
    """Scores written out, a row per section and a row per unit of what is looked at."""

    sections: Scores
    units: Scores


@dataclass(frozen=True, slots=True)
class Layer:
    """What one thing (a question, a term, a topic) says of every section and unit of a corpus.

    Its columns are those of all its tables, side by side.
    """

    sections: tuple[Sparse, ...]
    units: tuple[Sparse, ...]

    def at(self, sections: Chosen, units: Chosen) -> SparseView:
        """Some rows of it."""
        return SparseView(
            np.hstack([table.at(sections) for table in self.sections]),
            np.hstack([table.at(units) for table in self.units]),
        )

    @property
    def size(self) -> int:
        """How many rows it holds."""
        return sum(len(table.rows) for table in (*self.sections, *self.units))


def column(rows: Rows, values: Scores, rest: float, size: int) -> Sparse:
    """A table of one column. ``rows`` ascend, each once."""
    return Sparse(rows, values[:, None], np.array([rest]), size)


def total(rows: Rows, values: Scores, size: int) -> Sparse:
    """One column with the sums of the values given for a row; 0 where none is."""
    sums = np.bincount(rows, values).astype(np.float64, copy=False)
    held = np.flatnonzero(sums)
    return column(held, sums[held], 0.0, size)


def mean(columns: Sequence[Sparse]) -> Sparse:
    """The mean of one-column tables whose rest is 0."""
    rows = np.concatenate([each.rows for each in columns])
    values = np.concatenate([each.values[:, 0] for each in columns])
    return total(rows, values / len(columns), columns[0].size)


def mixed(first: Sparse, second: Sparse, share: float) -> Sparse:
    """One column of two: ``share`` of the first, the rest of the second."""
    parts = ((first, share), (second, 1 - share))
    rest = sum(part * float(each.rest[0]) for each, part in parts)
    above = total(
        np.concatenate([each.rows for each, _ in parts]),
        np.concatenate([part * (each.values[:, 0] - each.rest[0]) for each, part in parts]),
        first.size,
    )
    return column(above.rows, above.values[:, 0] + rest, rest, first.size)


def best(rows: Rows, values: Scores, rest: float, size: int) -> Sparse:
    """One column with the best of the values given for a row; ``rest`` where none is above it."""
    highest = np.full(size, rest)
    np.maximum.at(highest, rows, values)
    above = np.flatnonzero(highest > rest)
    return column(above, highest[above], rest, size)


def best_by_owner(units: Sparse, owners: Rows, size: int) -> Sparse:
    """The best of what belongs to each of ``size`` owners. ``owners[u]`` is the owner of unit u."""
    return best(owners[units.rows], units.values[:, 0], float(units.rest[0]), size)


def sharpened(scores: Sparse, width: float = 0.05) -> Sparse:
    """One column as a softmax over all rows: who stands out, rather than how high all stand."""
    values, rest = scores.values[:, 0], float(scores.rest[0])
    top = max(float(values.max(initial=rest)), rest)
    raised, low = np.exp((values - top) / width), math.exp((rest - top) / width)
    everything = raised.sum() + (scores.size - len(values)) * low
    return column(scores.rows, raised / everything, low / everything, scores.size)
