"""Scores each section and unit by how near it is to a vector."""

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
    best_by_owner,
    best_per_row,
    mix,
    sharpen,
)

if TYPE_CHECKING:
    from knowledge.ports import Hit, PassageIndex, Vectors
    from knowledge.retrieval.corpus import Corpus

DEPTH = 128
"""Nearest passages per vector. All others count as near as the farthest of these."""
UNIT_SHARE = 2 / 3
"""Share of a section's best unit in its score; the rest is the section as a whole."""
ALIAS_SHARE = 0.5
"""How far a unit's score is raised to that of its nearest alias. With 1, questions that are only
near to the documents' field would seem to be covered by them.
"""
NOWHERE = -1
"""The row of a passage that has none. Used as an index, it selects the table's last row, which
contains only this value.
"""


class Dense:
    """Queries the index and turns its hits into scores of a corpus's rows."""

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
        tables = (units, units | aliases, wholes)
        self._has_aliases = bool(aliases)
        self._number = {passage_id: number for number, passage_id in enumerate(passages)}
        rows = [[row_of.get(each, NOWHERE) for row_of in tables] for each in passages]
        self._rows = np.array([*rows, [NOWHERE] * len(tables)], dtype=np.intp)

    def near(self, vectors: Vectors) -> list[Layer]:
        """Return, for each vector, a layer with two columns: the cosine, and its contrast.

        A section's cosine is averaged from its own and its best unit's; a unit's is half its own
        and half that of the nearest of itself and its skill's aliases. Hits that aren't in the
        corpus are skipped.

        Raises:
            CoachError: the store fails.
        """
        return [self._layer(hits) for hits in self._index.nearest(vectors, DEPTH)]

    def _layer(self, hits: Sequence[Hit]) -> Layer:
        values = np.array([hit.similarity for hit in hits])
        floor = float(values[-1]) if hits else 0.0
        owners, size = self._corpus.owners, len(self._corpus.sections)
        number = self._number.get
        at = np.array([number(hit.passage_id, NOWHERE) for hit in hits], dtype=np.intp)
        own, own_or_alias, whole = self._rows[at].T
        units = _best_similarity(own, values, floor, len(owners))
        if self._has_aliases:
            highest = _best_similarity(own_or_alias, values, floor, len(owners))
            units = mix(highest, units, ALIAS_SHARE)
        wholes = _best_similarity(whole, values, floor, size)
        sections = mix(best_by_owner(units, owners, size), wholes, UNIT_SHARE)
        return Layer((_with_contrast(sections),), (_with_contrast(units),))


def _best_similarity(rows: Rows, values: Scores, floor: float, size: int) -> Sparse:
    """Return one column with each row's best similarity."""
    ours = rows != NOWHERE
    return best_per_row(rows[ours], values[ours], floor, size)


def _with_contrast(near: Sparse) -> Sparse:
    contrast = sharpen(near)
    return Sparse(
        near.rows,
        np.hstack([near.values, contrast.values]),
        np.concatenate([near.rest, contrast.rest]),
        near.size,
    )
