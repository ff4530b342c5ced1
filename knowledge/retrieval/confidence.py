"""How sure we are that the library answers a question: many signals, one logistic model.

No single signal will do: a short name is far from every sentence, a near-topic question is near to
one. The weights were fitted with ridge regularisation on the development rows of the evaluation
sets of four documents (``bench/fit_retrieval.py`` prints them); 0.5 is the balanced threshold.
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
    "at_home",
)
HOME = 0.62
"""Cosine of a topic to its nearest unit at which the documents hold it as likely as not."""
HOME_WIDTH = 0.05
WEIGHTS = np.array(
    [4.25, 6.4, 6.71, 2.14, -0.6, 0.4, 0.43, 0.99, 0.16, 0.55, -2.78, 0.78, -0.26, 0.17, 0.01, 3.8]
)
BIAS = -5.53
PHRASE_WEIGHTS = np.array(
    [4.36, 5.84, 5.47, 2.67, -2.05, 0.29, 0.8, 0.63, 0.59, 1.45, -2.25, 0.59, 2.4, 0.18, 0.04, 3.75]
)
PHRASE_BIAS = -9.71


def score(seen: ScoredQuery) -> float:
    """0 to 1: the likelihood that a question has an acceptable section."""
    return _logistic(float(evidence(seen) @ WEIGHTS) + BIAS)


def score_phrase(seen: ScoredQuery) -> float:
    """0 to 1: the likelihood that a phrase means one of the documents' skills."""
    return _logistic(float(evidence(seen) @ PHRASE_WEIGHTS) + PHRASE_BIAS)


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def evidence(seen: ScoredQuery) -> NDArray[np.float64]:
    """Shape (evidence,); columns as in ``EVIDENCE``."""
    sections, units = seen.signals.sections, seen.signals.units
    scores = seen.signals.section_scores
    top = int(np.argmax(scores))
    rest = np.delete(scores, top)
    return np.array(
        [
            sections[:, 0].max(),
            units[:, 0].max(),
            sections[:, 2].max(),
            seen.topics.similarity,
            sections[top, 3],
            sections[:, 4].max(),
            sections[:, 6].max(),
            sections[:, 7].max(),
            units[:, 8].max(),
            seen.corpus.section_words.known(seen.words),
            float(bool(seen.terms)),
            _familiarity(seen),
            math.log1p(len(seen.words)),
            scores[top],
            scores[top] - (rest.max() if len(rest) else 0.0),
            _at_home(seen),
        ]
    )


def _at_home(seen: ScoredQuery) -> float:
    """How much nearer the question is to sayings of topics that the documents hold than to others.

    Positive for "rolled the index back" in a document on databases, negative in one on cooking.
    """
    homely = 1 / (1 + np.exp((HOME - np.array(seen.homes)) / HOME_WIDTH))
    near = np.array(seen.topics.similarities)
    return float((near * homely).max() - (near * (1 - homely)).max())


def _familiarity(seen: ScoredQuery) -> float:
    """How usual the fields of the question's terms are in the documents, 1 for the commonest."""
    fields = seen.corpus.fields
    if not seen.terms or not fields:
        return 0.0
    commonest = max(fields.values())
    return sum(fields.get(term.field, 0.0) for term in seen.terms) / len(seen.terms) / commonest
