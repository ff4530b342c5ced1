"""Scores texts by how many of a question's rare words they contain.

Scores are coverages from 0 to 1, weighted by inverse document frequency (BM25's idf), so that they
are comparable across questions and documents. Sums that grow with the question's length, as in
plain BM25, can't be added to cosines.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from knowledge.retrieval.sparse import Sparse, column, total
from knowledge.text.stems import stems


class LexicalIndex:
    """The stems of some texts, and how rare each one is. Immutable."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        rows: dict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            for each in set(stems(text)):
                rows[each].append(row)
        self._rows = {each: np.array(found, dtype=np.intp) for each, found in rows.items()}
        self._unseen = self._idf(0)

    def _idf(self, count: int) -> float:
        return math.log1p((self._size - count + 0.5) / (count + 0.5))

    def _weights(self, words: Iterable[str]) -> dict[str, float]:
        found = dict.fromkeys(each for word in words for each in stems(word))
        return {
            s: self._idf(len(self._rows[s])) if s in self._rows else self._unseen for s in found
        }

    def coverage(self, words: Iterable[str]) -> Sparse:
        """Return one column: the share of the words' weight that each text contains, 0 to 1."""
        weights = self._weights(words)
        known = [
            (self._rows[each], weight) for each, weight in weights.items() if each in self._rows
        ]
        if not known:
            return column(np.zeros(0, dtype=np.intp), np.zeros(0), 0.0, self._size)
        rows = np.concatenate([rows for rows, _ in known])
        values = np.repeat([weight for _, weight in known], [len(rows) for rows, _ in known])
        found = total(rows, values, self._size)
        return column(found.rows, found.values[:, 0] / sum(weights.values()), 0.0, self._size)

    def known(self, words: Iterable[str]) -> float:
        """Return the share of the words' weight that is in any text, 0 to 1."""
        weights = self._weights(words)
        total = sum(weights.values())
        return sum(w for s, w in weights.items() if s in self._rows) / total if total else 0.0
