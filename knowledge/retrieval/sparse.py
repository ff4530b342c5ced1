"""Sparse tables of scores, which don't store the rows that all have the same score.

A vector has a few nearest passages, and a word is in a few texts; all other rows share one score.
Only those few are stored, so the cost of a question hardly grows with the library.
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
class SelectedRows:
    """A selection of rows, ascending; ``places`` maps every row to its index in it, or -1."""

    rows: Rows
    places: Rows

    @staticmethod
    def from_rows(rows: Rows, size: int) -> SelectedRows:
        """Select the given rows (ascending, distinct) out of ``size``."""
        places = np.full(size, -1, dtype=np.intp)
        places[rows] = np.arange(len(rows))
        return SelectedRows(rows, places)


@dataclass(frozen=True, slots=True)
class Sparse:
    """A table of ``size`` rows: ``values`` (k, columns) at ``rows`` (k,), ``rest`` elsewhere.

    ``rows`` are ascending and distinct. No value of a column is below its ``rest`` (columns,).
    """

    rows: Rows
    values: Scores
    rest: Scores
    size: int

    def at(self, chosen: SelectedRows) -> Scores:
        """Return the chosen rows as a dense table, shape (chosen, columns)."""
        table = np.empty((len(chosen.rows), len(self.rest)))
        table[:] = self.rest
        places = chosen.places[self.rows]
        here = places >= 0
        table[places[here]] = self.values[here]
        return table

    def best(self, count: int) -> Rows:
        """Return up to ``count`` rows, by their values in the first column; ties in row order."""
        if len(self.rows) <= count:
            return self.rows
        low = -self.values[:, 0]
        kept = np.flatnonzero(low <= np.partition(low, count - 1)[count - 1])
        return self.rows[kept[np.argsort(low[kept], kind="stable")[:count]]]


@dataclass(frozen=True, slots=True)
class SparseView:
    """Dense scores, with a row per selected section and a row per selected unit."""

    sections: Scores
    units: Scores


@dataclass(frozen=True, slots=True)
class Layer:
    """The scores of every section and unit of a corpus for one question, term or topic.

    Its columns are those of all its tables, side by side.
    """

    sections: tuple[Sparse, ...]
    units: tuple[Sparse, ...]

    def at(self, sections: SelectedRows, units: SelectedRows) -> SparseView:
        """Return the selected rows as dense scores."""
        return SparseView(
            np.hstack([table.at(sections) for table in self.sections]),
            np.hstack([table.at(units) for table in self.units]),
        )

    @property
    def size(self) -> int:
        """The number of stored rows."""
        return sum(len(table.rows) for table in (*self.sections, *self.units))


def column(rows: Rows, values: Scores, rest: float, size: int) -> Sparse:
    """Return a table of one column. ``rows`` must be ascending and distinct."""
    return Sparse(rows, values[:, None], np.array([rest]), size)


def total(rows: Rows, values: Scores, size: int) -> Sparse:
    """Return one column with the sum of each row's values; 0 for rows without any."""
    sums = np.bincount(rows, values).astype(np.float64, copy=False)
    nonzero = np.flatnonzero(sums)
    return column(nonzero, sums[nonzero], 0.0, size)


def mean(columns: Sequence[Sparse]) -> Sparse:
    """Return the mean of one-column tables whose ``rest`` is 0."""
    rows = np.concatenate([each.rows for each in columns])
    values = np.concatenate([each.values[:, 0] for each in columns])
    return total(rows, values / len(columns), columns[0].size)


def mix(first: Sparse, second: Sparse, share: float) -> Sparse:
    """Return ``share`` of the first column plus the remaining share of the second."""
    parts = ((first, share), (second, 1 - share))
    rest = sum(part * float(each.rest[0]) for each, part in parts)
    above = total(
        np.concatenate([each.rows for each, _ in parts]),
        np.concatenate([part * (each.values[:, 0] - each.rest[0]) for each, part in parts]),
        first.size,
    )
    return column(above.rows, above.values[:, 0] + rest, rest, first.size)


def best_per_row(rows: Rows, values: Scores, rest: float, size: int) -> Sparse:
    """Return one column with each row's largest value, but at least ``rest``."""
    highest = np.full(size, rest)
    np.maximum.at(highest, rows, values)
    above = np.flatnonzero(highest > rest)
    return column(above, highest[above], rest, size)


def best_by_owner(units: Sparse, owners: Rows, size: int) -> Sparse:
    """Return the best unit's score for each of ``size`` owners; ``owners[u]`` is unit u's owner."""
    return best_per_row(owners[units.rows], units.values[:, 0], float(units.rest[0]), size)


def sharpen(scores: Sparse, width: float = 0.05) -> Sparse:
    """Return the softmax of one column over all rows: each row's score relative to the others'."""
    values, rest = scores.values[:, 0], float(scores.rest[0])
    top = max(float(values.max(initial=rest)), rest)
    raised, low = np.exp((values - top) / width), math.exp((rest - top) / width)
    everything = raised.sum() + (scores.size - len(values)) * low
    return column(scores.rows, raised / everything, low / everything, scores.size)
