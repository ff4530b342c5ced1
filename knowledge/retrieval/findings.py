"""The result of a search, from which an answer is written. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.guides.index import GuideHit, Nearness
from knowledge.model import SectionHit


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found. ``confidence`` is the probability (0 to 1) that it answers the question.

    ``text`` is the question as it was understood, ``near`` is how near the lines of guides are to
    it, and ``guides`` are the nearest of them, best first.
    """

    question: str
    hits: tuple[SectionHit, ...]
    confidence: float
    text: str = ""
    near: Nearness | None = None
    guides: tuple[GuideHit, ...] = ()
