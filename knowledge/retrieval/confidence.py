"""How sure we are that the library answers a question: many signals, one logistic model.

No single signal will do: a short name is far from every sentence, a near-topic question is near to
one. The weights were fitted with ridge regularisation on the development halves of the evaluation
sets of three documents (``bench/fit_retrieval.py`` prints them); 0.5 is the balanced threshold.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.search import Sighting

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
)
WEIGHTS = np.array(
    [4.16, 5.97, 10.13, -4.48, 1.83, -0.58, 0.94, 0.69, 0.68, 0.9, -2.38, 0.9, -0.13, 0.17, 0.02]
)
BIAS = -4.36
PHRASE_WEIGHTS = np.array(
    [5.0, 5.94, 8.71, -3.05, 0.7, -0.76, 1.05, 0.3, 0.16, 1.85, -1.68, 0.92, 1.49, 0.14, 0.09]
)
PHRASE_BIAS = -7.39


def of(seen: Sighting) -> float:
    """0 to 1: the likelihood that a question has an acceptable section."""
    return _logistic(float(evidence(seen) @ WEIGHTS) + BIAS)


def of_phrase(seen: Sighting) -> float:
    """0 to 1: the likelihood that a phrase means one of the documents' skills."""
    return _logistic(float(evidence(seen) @ PHRASE_WEIGHTS) + PHRASE_BIAS)


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def evidence(seen: Sighting) -> NDArray[np.float64]:
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
        ]
    )


def _familiarity(seen: Sighting) -> float:
    """How usual the fields of the question's terms are in the documents, 1 for the commonest."""
    fields = seen.corpus.fields
    if not seen.terms or not fields:
        return 0.0
    commonest = max(fields.values())
    return sum(fields.get(term.field, 0.0) for term in seen.terms) / len(seen.terms) / commonest
