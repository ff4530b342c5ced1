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
    [4.22, 6.33, 10.63, -2.54, 1.76, -0.45, 0.92, 0.52, 0.82, 1.14, -2.21, 0.92, 0.08, 0.16, -0.01]
)
BIAS = -5.97
PHRASE_WEIGHTS = np.array(
    [4.86, 6.25, 8.67, -0.89, 0.53, -0.56, 0.58, 0.4, -0.03, 1.49, -1.56, 1.14, 1.54, 0.16, 0.05]
)
PHRASE_BIAS = -8.66


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
