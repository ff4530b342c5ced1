"""Nearness in meaning: how near each section and each unit is to a vector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Grain
from knowledge.retrieval.lexical import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.ports import PassageIndex
    from knowledge.retrieval.corpus import Corpus

DEPTH = 128
"""Passages asked for per vector. What is not among them counts as the farthest that is."""
UNIT_SHARE = 2 / 3
"""How much a section's best unit counts beside the section as a whole: skills tell more."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines to one vector, per section (its best unit and itself, averaged) and per unit."""

    sections: Scores
    units: Scores


class Dense:
    """Asks the index and lays its hits out over a corpus's rows."""

    def __init__(self, index: PassageIndex, corpus: Corpus) -> None:
        self._index = index
        self._corpus = corpus
        self._unit = {unit.id: row for row, unit in enumerate(corpus.units)}
        rows = {section.id: row for row, section in enumerate(corpus.sections)}
        self._whole = {
            p.id: rows[p.section_id]
            for p in corpus.catalogue.passages.values()
            if p.grain is Grain.SECTION and p.section_id in rows
        }

    def near(self, vector: NDArray[np.float32]) -> Nearness:
        """Shape (sections,) and (units,). Hits that the corpus does not name are left out."""
        hits = self._index.nearest(vector, DEPTH)
        floor = min((hit.similarity for hit in hits), default=0.0)
        units = np.full(len(self._corpus.units), floor)
        wholes = np.full(len(self._corpus.sections), floor)
        for hit in hits:
            if hit.passage_id in self._unit:
                units[self._unit[hit.passage_id]] = hit.similarity
            if hit.passage_id in self._whole:
                row = self._whole[hit.passage_id]
                wholes[row] = max(wholes[row], hit.similarity)
        best = per_section(units, self._corpus)
        return Nearness(UNIT_SHARE * best + (1 - UNIT_SHARE) * wholes, units)


def per_section(units: Scores, corpus: Corpus) -> Scores:
    """The best of each section's units."""
    best = np.full(len(corpus.sections), -1.0)
    np.maximum.at(best, corpus.owners, units)
    return best


def sharpened(scores: Scores, temperature: float = 0.05) -> Scores:
    """A softmax: who stands out, rather than how high all stand."""
    raised = np.exp((scores - scores.max()) / temperature)
    return np.asarray(raised / raised.sum())
