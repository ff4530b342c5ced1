"""All signals of a question as one table of features, and the weights that make a score of them.

The weights maximise the likelihood that an acceptable section (or skill) comes first, over the
development halves of the evaluation sets: ``bench/fit_retrieval.py`` prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.retrieval.dense import Nearness, per_section
from knowledge.retrieval.expansion import Topics, View
from knowledge.retrieval.lexical import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.retrieval.corpus import Corpus

FEATURES = (
    "dense",
    "topic",
    "topic_stands_out",
    "term",
    "term_stands_out",
    "related",
    "named",
    "words",
)
TERM_COLUMNS = 4
SECTION_WEIGHTS = np.array([8.7, 3.6, 4.1, 1.5, 2.4, 2.8, 1.9, 3.3])
UNIT_WEIGHTS = np.array([8.7, 3.6, 4.1, 1.5, 2.4, 2.8, 1.9, 3.3])


@dataclass(frozen=True, slots=True)
class Signals:
    """Shape (sections, features) and (units, features); columns as in ``FEATURES``."""

    sections: NDArray[np.float64]
    units: NDArray[np.float64]

    @property
    def section_scores(self) -> Scores:
        """What sections are ordered by."""
        return np.asarray(self.sections @ SECTION_WEIGHTS)

    @property
    def unit_scores(self) -> Scores:
        """What units are ordered by."""
        return np.asarray(self.units @ UNIT_WEIGHTS)


def signals(
    corpus: Corpus,
    words: Sequence[str],
    near: Nearness,
    topics: Topics,
    topic_views: Sequence[View],
    term_views: Sequence[View],
) -> Signals:
    """Everything we know of a question, per section and per unit."""
    shares = np.array(topics.shares) * [[1.0], [topics.similarity]]
    by_unit = corpus.unit_words.coverage(words)
    by_section = (corpus.section_words.coverage(words) + per_section(by_unit, corpus)) / 2
    return Signals(
        _table(
            near.sections,
            [v.sections for v in topic_views],
            shares,
            [v.sections for v in term_views],
            by_section,
        ),
        _table(
            near.units,
            [v.units for v in topic_views],
            shares,
            [v.units for v in term_views],
            by_unit,
        ),
    )


def _table(
    near: Scores,
    topics: Sequence[NDArray[np.float64]],
    shares: NDArray[np.float64],
    terms: Sequence[NDArray[np.float64]],
    words: Scores,
) -> NDArray[np.float64]:
    meant = np.einsum("trc,ct->rc", np.stack(topics), shares)
    known = np.mean(terms, axis=0) if terms else np.zeros((len(near), TERM_COLUMNS))
    return np.hstack([near[:, None], meant, known, words[:, None]])
