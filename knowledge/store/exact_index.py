"""Searches vectors in memory exactly, by comparing every one."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import Hit, Vectors

_SINGLY = 3
"""Up to this many vectors, one product per vector is faster than a matrix product."""
_TOGETHER = 64
"""Vectors per product; more would cost more memory than they save time."""
_WIDE = 20_000
"""Rows from which two threads share the work; with fewer, starting them takes longer."""


class ExactIndex:
    """An index of vectors, one row for each of ``ids``. Thread-safe."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self._ids = [ids[row] for row in order]
        rows = np.ascontiguousarray(vectors[order], dtype=np.float32)
        self._parts = np.array_split(rows, 2) if len(rows) >= _WIDE else [rows]
        self._pool = ThreadPoolExecutor(len(self._parts))

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        """Return, for each unit vector, up to ``limit`` nearest ids, best first, ties by id."""
        count = min(limit, len(self._ids))
        if count < 1:
            return [()] * len(vectors)
        return [self._best(similarities, count) for similarities in self._similarities(vectors)]

    def _similarities(self, vectors: Vectors) -> Iterator[NDArray[np.float32]]:
        """Yield the cosines to all ids for each vector, shape (ids,)."""
        for start in range(0, len(vectors), _TOGETHER):
            some = vectors[start : start + _TOGETHER]
            if len(self._parts) == 1:
                yield from _product(self._parts[0], some)
            else:
                done = self._pool.map(_product, self._parts, [some] * len(self._parts))
                yield from np.concatenate(list(done), axis=1)

    def _best(self, similarities: NDArray[np.float32], count: int) -> tuple[Hit, ...]:
        if count < len(self._ids):
            worst = np.partition(similarities, -count)[-count]
            kept = np.flatnonzero(similarities >= worst)
        else:
            kept = np.arange(len(self._ids))
        best = kept[np.argsort(-similarities[kept], kind="stable")][:count]
        ids = map(self._ids.__getitem__, best.tolist())
        return tuple(map(Hit, ids, similarities[best].tolist()))


def _product(rows: Vectors, vectors: Vectors) -> NDArray[np.float32]:
    """Return all cosines, shape (vectors, rows)."""
    if len(vectors) > _SINGLY:
        return vectors @ rows.T
    return np.stack([rows @ vector for vector in vectors])
