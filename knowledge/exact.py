"""Exact search over vectors in memory, for stores small enough to approximate nothing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import Hit, Vectors


class Exact:
    """The vectors of ``ids``, one row each, in the order of the ids."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self._ids = [ids[row] for row in order]
        self._vectors = np.ascontiguousarray(vectors[order], dtype=np.float32)

    def nearest(self, vector: NDArray[np.float32], limit: int) -> tuple[Hit, ...]:
        """The ids nearest to one unit vector, best first, equals by id; at most ``limit``."""
        count = min(limit, len(self._ids))
        if count < 1:
            return ()
        similarities = self._vectors @ vector
        if count < len(self._ids):
            worst = np.partition(similarities, -count)[-count]
            kept = np.flatnonzero(similarities >= worst)
        else:
            kept = np.arange(len(self._ids))
        best = kept[np.argsort(-similarities[kept], kind="stable")][:count]
        return tuple(Hit(self._ids[row], float(similarities[row])) for row in best)
