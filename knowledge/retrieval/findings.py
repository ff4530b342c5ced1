"""The result of a search, from which an answer is written. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.guides.index import GuideHit
from knowledge.model import SectionHit


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found. ``confidence`` is the probability (0 to 1) that it answers the question.

    ``text`` is the question as it was understood, ``vector`` is its unit vector, and ``guides`` are
    the nearest lines of guides, best first.
    """

    question: str
    hits: tuple[SectionHit, ...]
    confidence: float
    text: str = ""
    vector: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    guides: tuple[GuideHit, ...] = ()
