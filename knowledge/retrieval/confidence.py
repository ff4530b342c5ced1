"""Estimates how likely the library answers a question: one logistic model over many signals.

No single signal is enough: a short name is far from every sentence, and an off-topic question may
be near to one. The weights were fitted with ridge regularization on the development rows of the
evaluation sets of four documents (``bench/fit_retrieval.py`` prints them); 0.5 is the balanced
threshold.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.retrieval.scored_query import ScoredQuery

EVIDENCE = (
    "dense",
    "dense_unit",
    "topic",
    "topic_similarity",
    "topic_agrees",
    "term",
    "related",
    "named",
    "unit_words",
    "known_words",
    "has_term",
    "field",
    "length",
    "score",
    "lead",
    "topic_coverage",
)
TOPIC_COVERED = 0.62
"""Cosine of a topic to its nearest unit at which the documents cover it with probability 0.5."""
TOPIC_COVERED_WIDTH = 0.05
WEIGHTS = np.array(
    [4.25, 6.4, 6.71, 2.14, -0.6, 0.4, 0.43, 0.99, 0.16, 0.55, -2.78, 0.78, -0.26, 0.17, 0.01, 3.8]
)
BIAS = -5.53
PHRASE_WEIGHTS = np.array(
    [4.36, 5.84, 5.47, 2.67, -2.05, 0.29, 0.8, 0.63, 0.59, 1.45, -2.25, 0.59, 2.4, 0.18, 0.04, 3.75]
)
PHRASE_BIAS = -9.71


def score(query: ScoredQuery) -> float:
    """Return the probability (0 to 1) that a section answers the question."""
    return _logistic(float(evidence(query) @ WEIGHTS) + BIAS)


def score_phrase(query: ScoredQuery) -> float:
    """Return the probability (0 to 1) that a phrase means one of the documents' skills."""
    return _logistic(float(evidence(query) @ PHRASE_WEIGHTS) + PHRASE_BIAS)


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def evidence(query: ScoredQuery) -> NDArray[np.float64]:
    """Return the model's inputs, shape (evidence,), in the order of ``EVIDENCE``."""
    sections, units = query.signals.sections, query.signals.units
    scores = query.signals.section_scores
    top = int(np.argmax(scores))
    rest = np.delete(scores, top)
    return np.array(
        [
            sections[:, 0].max(),
            units[:, 0].max(),
            sections[:, 2].max(),
            query.topics.similarity,
            sections[top, 3],
            sections[:, 4].max(),
            sections[:, 6].max(),
            sections[:, 7].max(),
            units[:, 8].max(),
            query.corpus.section_words.known(query.words),
            float(bool(query.terms)),
            _familiarity(query),
            math.log1p(len(query.words)),
            scores[top],
            scores[top] - (rest.max() if len(rest) else 0.0),
            _topic_coverage(query),
        ]
    )


def _topic_coverage(query: ScoredQuery) -> float:
    """Return how much nearer the question is to topics that the documents cover than to others.

    For "rolled the index back" it is positive with a document on databases and negative with one
    on cooking.
    """
    coverage = 1 / (
        1 + np.exp((TOPIC_COVERED - np.array(query.topic_similarities)) / TOPIC_COVERED_WIDTH)
    )
    near = np.array(query.topics.similarities)
    return float((near * coverage).max() - (near * (1 - coverage)).max())


def _familiarity(query: ScoredQuery) -> float:
    """Return how common the fields of the question's terms are in the documents, 0 to 1."""
    fields = query.corpus.fields
    if not query.terms or not fields:
        return 0.0
    commonest = max(fields.values())
    return sum(fields.get(term.field, 0.0) for term in query.terms) / len(query.terms) / commonest
