"""Layer in meaning: how near each section and each unit is to a vector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Grain
from knowledge.retrieval.sparse import (
    Layer,
    Rows,
    Scores,
    Sparse,
    best,
    best_by_owner,
    mixed,
    sharpened,
)

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
NOWHERE = -1
"""The row of what has none; as an index, the last row of the table, which says so too."""


class Dense:
    """Asks the index and lays its hits out over a corpus's rows."""

    def __init__(self, index: PassageIndex, corpus: Corpus) -> None:
        self._index = index
        self._corpus = corpus
        passages = corpus.catalogue.passages
        of_skill = {unit.skill_id: row for row, unit in enumerate(corpus.units)}
        units = {unit.id: row for row, unit in enumerate(corpus.units)}
        aliases = {p.id: of_skill[p.skill_id] for p in passages.values() if p.grain is Grain.ALIAS}
        wholes = {
            p.id: corpus.section_rows.get(p.section_id, NOWHERE)
            for p in passages.values()
            if p.grain is Grain.SECTION
        }
        told = (units, units | aliases, wholes)
        self._has_aliases = bool(aliases)
        self._number = {passage_id: number for number, passage_id in enumerate(passages)}
        rows = [[row_of.get(each, NOWHERE) for row_of in told] for each in passages]
        self._rows = np.array([*rows, [NOWHERE] * len(told)], dtype=np.intp)

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
        number = self._number.get
        at = np.array([number(hit.passage_id, NOWHERE) for hit in hits], dtype=np.intp)
        own, own_or_alias, whole = self._rows[at].T
        units = _found(own, values, floor, len(owners))
        if self._has_aliases:
            highest = _found(own_or_alias, values, floor, len(owners))
            units = mixed(highest, units, ALIAS_SHARE)
        wholes = _found(whole, values, floor, size)
        sections = mixed(best_by_owner(units, owners, size), wholes, UNIT_SHARE)
        return Layer((_with_contrast(sections),), (_with_contrast(units),))


def _found(rows: Rows, values: Scores, floor: float, size: int) -> Sparse:
    """One column: the similarity of the rows that were hit, of several hits the best."""
    ours = rows != NOWHERE
    return best(rows[ours], values[ours], floor, size)


def _with_contrast(near: Sparse) -> Sparse:
    contrast = sharpened(near)
    return Sparse(
        near.rows,
        np.hstack([near.values, contrast.values]),
        np.concatenate([near.rest, contrast.rest]),
        near.size,
    )
