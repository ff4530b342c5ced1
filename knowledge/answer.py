"""A cited answer composed from what was found, or an honest refusal. No chat model is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.model import Answer, Citation, Findings, Point, SectionHit, Turn
from knowledge.search import Searcher

if TYPE_CHECKING:
    from knowledge.lexicon import Lexicon

CONFIDENT = 0.5


class Answerer:
    """Answers from the library's passages alone."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon) -> None:
        self._searcher = searcher
        self._lexicon = lexicon

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """A cited answer, or a refusal with the nearest sections. Never raises for any text."""
        found = self._searcher.search(question)
        if not found.hits or found.confidence < CONFIDENT:
            return _refusal(found)
        return _composed(found, found.hits[0])


def _refusal(found: Findings) -> Answer:
    lead = "I found nothing about that in your team's documents."
    return Answer(found.question, True, lead, (), "", (), found.hits, found.confidence)


def _composed(found: Findings, hit: SectionHit) -> Answer:
    where = " > ".join(hit.section.path[1:]) or hit.section.title
    passage = hit.passages[0]
    citation = Citation(1, hit.document, hit.section, passage.id, passage.text)
    points = tuple(Point(p.text, 1) for p in hit.passages[:6] if p.skill_id)
    lead = f"{hit.document.title} has this under {where} [1]."
    return Answer(
        found.question, False, lead, points, "", (citation,), found.hits, found.confidence
    )
