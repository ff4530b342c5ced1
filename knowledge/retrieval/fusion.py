"""All signals of a question as one table of features, and the weights that make a score of them.

The weights maximise the likelihood that an acceptable section (or skill) comes first, over the
development halves of the evaluation sets: ``bench/fit_retrieval.py`` prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.retrieval.dense import Nearness, per_section, sharpened
from knowledge.retrieval.expansion import Topics, View
from knowledge.retrieval.lexical import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.retrieval.corpus import Corpus

FEATURES = (
    "dense",
    "dense_stands_out",
    "topic",
    "topic_stands_out",
    "term",
    "term_stands_out",
    "related",
    "named",
    "words",
)
TERM_COLUMNS = 4
COVERED_GAIN = 2.0
"""How much more terms count when they are all of a question."""
SECTION_WEIGHTS = np.array([1.7, 2.9, 3.7, 5.4, 0.5, 1.0, 1.7, 1.2, 2.2])
UNIT_WEIGHTS = np.array([2.9, 2.7, 6.5, 6.2, 1.9, 0.4, 0.4, 0.9, 2.9])


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


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means: its words, topics and terms, and the share of its words in terms."""

    words: Sequence[str]
    topics: Topics
    topic_views: Sequence[View]
    term_views: Sequence[View]
    covered: float


def signals(corpus: Corpus, near: Nearness, meant: Meant) -> Signals:
    """Everything we know of a question, per section and per unit."""
    by_unit = corpus.unit_words.coverage(meant.words)
    by_section = (corpus.section_words.coverage(meant.words) + per_section(by_unit, corpus)) / 2
    return Signals(
        _table(
            near.sections,
            [view.sections for view in meant.topic_views],
            [view.sections for view in meant.term_views],
            by_section,
            meant,
        ),
        _table(
            near.units,
            [view.units for view in meant.topic_views],
            [view.units for view in meant.term_views],
            by_unit,
            meant,
        ),
    )


def _table(
    near: Scores,
    topics: Sequence[NDArray[np.float64]],
    terms: Sequence[NDArray[np.float64]],
    words: Scores,
    meant: Meant,
) -> NDArray[np.float64]:
    # That a topic stands out counts as far as the question is near to what is said of it.
    shares = np.array(meant.topics.shares) * [[1.0], [meant.topics.similarity]]
    by_topic = np.einsum("trc,ct->rc", np.stack(topics), shares)
    # The more of a question its terms cover, the less its bare words mean ("keycloak").
    strength = 1 + COVERED_GAIN * meant.covered
    by_term = np.mean(terms, axis=0) if terms else np.zeros((len(near), TERM_COLUMNS))
    parts = (near[:, None], sharpened(near)[:, None], by_topic, by_term * strength, words[:, None])
    return np.hstack(parts)
