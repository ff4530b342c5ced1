"""Combines all signals of a question into one table of features, and weighs them into scores.

The weights maximize the likelihood that an acceptable section (or skill) comes first, over the
development rows of the evaluation sets (``bench/fit_retrieval.py`` prints them).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.retrieval.expansion import Topics
from knowledge.retrieval.sparse import Scores, SparseView

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES = (
    "dense",
    "dense_contrast",
    "topic",
    "topic_contrast",
    "term",
    "term_contrast",
    "related",
    "named",
    "words",
    "bridge",
    "bridge_contrast",
)
TERM_COLUMNS = 4
COVERED_GAIN = 2.0
"""How much more terms count if they cover the whole question."""
SAYING_GAIN = 2.0
"""Weight of the question's similarity to a saying, relative to the topic's to a section."""
BRIDGE_TEMPERATURE = 0.06
BRIDGE_CONTRAST = 0.05
SECTION_WEIGHTS = np.array([1.9, 2.9, 1.5, 2.8, 0.6, 1.0, 1.3, 1.0, 2.3, 1.5, 1.5])
UNIT_WEIGHTS = np.array([3.1, 3.5, 2.6, 2.8, 0.5, 0.9, 0.4, 0.8, 3.8, 2.8, 1.5])


@dataclass(frozen=True, slots=True)
class QuerySignals:
    """Features, shape (sections, features) and (units, features), in the order of ``FEATURES``."""

    sections: NDArray[np.float64]
    units: NDArray[np.float64]

    @property
    def section_scores(self) -> Scores:
        """The scores of sections, in logits, shape (sections,)."""
        return np.asarray(self.sections @ SECTION_WEIGHTS)

    @property
    def unit_scores(self) -> Scores:
        """The scores of units, in logits, shape (units,)."""
        return np.asarray(self.units @ UNIT_WEIGHTS)


@dataclass(frozen=True, slots=True)
class QueryMeaning:
    """A question's topics and terms; ``covered`` is the share of its words that are in terms."""

    topics: Topics
    topic_views: Sequence[SparseView]
    term_views: Sequence[SparseView]
    covered: float


def signals(near: SparseView, words: SparseView, meaning: QueryMeaning) -> QuerySignals:
    """Return all features of a question, for each section and unit that is scored."""
    return QuerySignals(
        _table(
            near.sections,
            [view.sections for view in meaning.topic_views],
            [view.sections for view in meaning.term_views],
            words.sections,
            meaning,
        ),
        _table(
            near.units,
            [view.units for view in meaning.topic_views],
            [view.units for view in meaning.term_views],
            words.units,
            meaning,
        ),
    )


def _table(
    near: NDArray[np.float64],
    topics: Sequence[NDArray[np.float64]],
    terms: Sequence[NDArray[np.float64]],
    words: NDArray[np.float64],
    meaning: QueryMeaning,
) -> NDArray[np.float64]:
    # A topic's contrast counts as much as the question is similar to its sayings.
    shares = np.array(meaning.topics.shares) * [[1.0], [meaning.topics.similarity]]
    by_topic = np.einsum("trc,ct->rc", np.stack(topics), shares)
    # The more of a question its terms cover, the less the other signals mean ("keycloak").
    strength = 1 + COVERED_GAIN * meaning.covered
    by_term = np.mean(terms, axis=0) if terms else np.zeros((len(near), TERM_COLUMNS))
    bridge = _bridge(meaning.topics, [view[:, 0] for view in topics])
    # Relative to the best row only, so that it doesn't depend on how many rows are scored.
    contrast = np.exp((bridge - bridge.max()) / BRIDGE_CONTRAST)
    parts = (near, by_topic, by_term * strength, words, bridge[:, None], contrast[:, None])
    return np.hstack(parts)


def _bridge(topics: Topics, nearness: Sequence[Scores]) -> Scores:
    """Return a soft maximum, over sayings and topics, of the path from question to row."""
    paths = SAYING_GAIN * np.array(topics.similarities)[:, None] + np.stack(nearness)
    best = paths.max(axis=0)
    summed = np.exp((paths - best) / BRIDGE_TEMPERATURE).sum(axis=0)
    return np.asarray(best + BRIDGE_TEMPERATURE * np.log(summed))
