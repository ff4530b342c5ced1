"""Layer in meaning: how near each section and each unit is to a vector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Grain
from knowledge.retrieval.sparse import Layer, Scores, Sparse, best, best_by_owner, mixed, sharpened

if TYPE_CHECKING:
    from knowledge.ports import Hit, PassageIndex, Vectors
    from knowledge.retrieval.corpus import Corpus

DEPTH = 128
"""Passages asked for per vector. What is not among them counts as the farthest that is."""
UNIT_SHARE = 2 / 3
"""How much a section's best unit counts beside the section as a whole: skills tell more."""
ALIAS_SHARE = 0.5
"""How far a unit is drawn up to the nearest of its aliases: all the way, and what is only near to
the field of the documents would seem to be in them.
"""


class Dense:
    """Asks the index and lays its hits out over a corpus's rows."""

    def __init__(self, index: PassageIndex, corpus: Corpus) -> None:
        self._index = index
        self._corpus = corpus
        passages = corpus.catalogue.passages.values()
        self._unit = {unit.id: row for row, unit in enumerate(corpus.units)}
        of_skill = {unit.skill_id: row for row, unit in enumerate(corpus.units)}
        aliases = {p.id: of_skill[p.skill_id] for p in passages if p.grain is Grain.ALIAS}
        self._unit_or_alias = self._unit | aliases
        self._whole = {
            p.id: corpus.section_rows[p.section_id]
            for p in passages
            if p.grain is Grain.SECTION and p.section_id in corpus.section_rows
        }

    def near(self, vectors: Vectors) -> list[Layer]:
        """For each vector two columns: the cosine, and how far it stands out.

        A section's cosine is its own and its best unit's, averaged; a unit's is half its own and
        half that of whichever is nearer, itself or one of its skill's aliases. Hits that the corpus
        does not name are left out.
        """
        return [self._laid_out(hits) for hits in self._index.nearest(vectors, DEPTH)]

    def _laid_out(self, hits: Sequence[Hit]) -> Layer:
        values = np.array([hit.similarity for hit in hits])
        floor = float(values[-1]) if hits else 0.0
        owners, size = self._corpus.owners, len(self._corpus.sections)
        units = _found(hits, values, self._unit, floor, len(owners))
        if len(self._unit_or_alias) > len(self._unit):
            highest = _found(hits, values, self._unit_or_alias, floor, len(owners))
            units = mixed(highest, units, ALIAS_SHARE)
        wholes = _found(hits, values, self._whole, floor, size)
        sections = mixed(best_by_owner(units, owners, size), wholes, UNIT_SHARE)
        return Layer((_with_contrast(sections),), (_with_contrast(units),))


def _found(
    hits: Sequence[Hit], values: Scores, row_of: Mapping[str, int], floor: float, size: int
) -> Sparse:
    """One column: the similarity of the rows that were hit, of several hits the best."""
    rows = np.array([row_of.get(hit.passage_id, -1) for hit in hits], dtype=np.intp)
    ours = rows >= 0
    return best(rows[ours], values[ours], floor, size)


def _with_contrast(near: Sparse) -> Sparse:
    contrast = sharpened(near)
    return Sparse(
        near.rows,
        np.hstack([near.values, contrast.values]),
        np.concatenate([near.rest, contrast.rest]),
        near.size,
    )
