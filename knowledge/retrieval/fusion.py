"""All signals of a question as one table of features, and the weights that make a score of them.

The weights maximise the likelihood that an acceptable section (or skill) comes first, over the
development rows of the evaluation sets: ``bench/fit_retrieval.py`` prints them.
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
    "dense_stands_out",
    "topic",
    "topic_stands_out",
    "term",
    "term_stands_out",
    "related",
    "named",
    "words",
    "bridge",
    "bridge_stands_out",
)
TERM_COLUMNS = 4
COVERED_GAIN = 2.0
"""How much more terms count when they are all of a question."""
SAYING_GAIN = 2.0
"""How much a question's nearness to a saying counts beside its topic's nearness to a section."""
BRIDGE_TEMPERATURE = 0.06
BRIDGE_CONTRAST = 0.05
SECTION_WEIGHTS = np.array([1.9, 2.9, 1.5, 2.8, 0.6, 1.0, 1.3, 1.0, 2.3, 1.5, 1.5])
UNIT_WEIGHTS = np.array([3.1, 3.5, 2.6, 2.8, 0.5, 0.9, 0.4, 0.8, 3.8, 2.8, 1.5])


@dataclass(frozen=True, slots=True)
class QuerySignals:
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
    """What a question means: its topics and terms, and the share of its words in terms."""

    topics: Topics
    topic_views: Sequence[SparseView]
    term_views: Sequence[SparseView]
    covered: float


def signals(near: SparseView, words: SparseView, meant: Meant) -> QuerySignals:
    """Everything we know of a question, per section and per unit that is looked at."""
    return QuerySignals(
        _table(
            near.sections,
            [view.sections for view in meant.topic_views],
            [view.sections for view in meant.term_views],
            words.sections,
            meant,
        ),
        _table(
            near.units,
            [view.units for view in meant.topic_views],
            [view.units for view in meant.term_views],
            words.units,
            meant,
        ),
    )


def _table(
    near: NDArray[np.float64],
    topics: Sequence[NDArray[np.float64]],
    terms: Sequence[NDArray[np.float64]],
    words: NDArray[np.float64],
    meant: Meant,
) -> NDArray[np.float64]:
    # That a topic stands out counts as far as the question is near to what is said of it.
    shares = np.array(meant.topics.shares) * [[1.0], [meant.topics.similarity]]
    by_topic = np.einsum("trc,ct->rc", np.stack(topics), shares)
    # The more of a question its terms cover, the less its bare words mean ("keycloak").
    strength = 1 + COVERED_GAIN * meant.covered
    by_term = np.mean(terms, axis=0) if terms else np.zeros((len(near), TERM_COLUMNS))
    bridge = _bridge(meant.topics, [view[:, 0] for view in topics])
    # Measured against the best alone, so that it does not depend on how many rows are looked at.
    contrast = np.exp((bridge - bridge.max()) / BRIDGE_CONTRAST)
    parts = (near, by_topic, by_term * strength, words, bridge[:, None], contrast[:, None])
    return np.hstack(parts)


def _bridge(topics: Topics, nearness: Sequence[Scores]) -> Scores:
    """How near the best way over a saying and its topic leads to each row (a soft maximum)."""
    ways = SAYING_GAIN * np.array(topics.similarities)[:, None] + np.stack(nearness)
    best = ways.max(axis=0)
    summed = np.exp((ways - best) / BRIDGE_TEMPERATURE).sum(axis=0)
    return np.asarray(best + BRIDGE_TEMPERATURE * np.log(summed))
