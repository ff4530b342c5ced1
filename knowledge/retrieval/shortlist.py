"""Which sections of a large library are worth scoring for one question.

All but the nearest have the same nearness to the question, its topics and its terms, so that only
shared words tell the others apart: the nearest to each, and those that share most words, are all
that can come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from knowledge.retrieval.sparse import Layer, Rows

SMALL = 512
"""Sections up to which all are scored."""
WORDY = 128
"""Sections taken for the words they share with a question, and with what each term is about."""

FEWEST = 8
"""Sections that are scored whatever comes back, so that there is something to offer."""


def shortlist(
    owners: Rows, near: Layer, topics: Sequence[Layer], terms: Sequence[Layer], words: Layer
) -> Rows:
    """Rows of sections, ascending. ``owners[u]`` is the section that unit u belongs to."""
    wordy = [table for layer in terms for table in layer.sections[1:]] + [*words.sections]
    chosen = np.zeros(near.sections[0].size, dtype=bool)
    for layer in (near, *topics, *terms):
        chosen[layer.sections[0].rows] = True
    for table in wordy:
        chosen[table.best(WORDY)] = True
    chosen[:FEWEST] = True
    chosen[owners[words.units[0].best(WORDY)]] = True
    return np.flatnonzero(chosen)
