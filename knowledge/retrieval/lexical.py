"""Shared words: how much of a question's rare words a text holds.

Scores are coverages from 0 to 1 weighted by inverse document frequency (BM25's idf), so that they
compare across questions and documents. Sums that grow with the question's length, as in plain BM25,
cannot be added to cosines.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import Any

import numpy as np

from knowledge.retrieval.sparse import Sparse, column, total

_STEMMING = Lock()
"""The stemmer keeps the word it works on in itself."""
_PART = re.compile(r"[^\W_]+(?:\+\+|#)?")


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The word's stem ("queues" -> "queue")."""
    with _STEMMING:
        return str(_stemmer().stemWord(word))


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """All stems of a text in order; compounds are split ("auto-scaling" -> "auto", "scale")."""
    return tuple(stem(w.lower()) for w in _PART.findall(text))


class LexicalIndex:
    """The stems of some texts and how rare each is among them. Immutable once made."""

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
        """One column: the share of the words' weight that stands in each text, 0 to 1."""
        weights = self._weights(words)
        held = [
            (self._rows[each], weight) for each, weight in weights.items() if each in self._rows
        ]
        if not held:
            return column(np.zeros(0, dtype=np.intp), np.zeros(0), 0.0, self._size)
        rows = np.concatenate([rows for rows, _ in held])
        values = np.repeat([weight for _, weight in held], [len(rows) for rows, _ in held])
        found = total(rows, values, self._size)
        return column(found.rows, found.values[:, 0] / sum(weights.values()), 0.0, self._size)

    def known(self, words: Iterable[str]) -> float:
        """The share of the words' weight that stands in any text, 0 to 1."""
        weights = self._weights(words)
        total = sum(weights.values())
        return sum(w for s, w in weights.items() if s in self._rows) / total if total else 0.0
