"""Composed answers from small documents, without a search, for a chat model to reword."""

from collections.abc import Sequence

from ingest.outline import outline
from knowledge.answers.compose import compose
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Answer, Grain, SectionHit, Turn
from knowledge.retrieval.findings import Findings
from tests.conftest import SKILLS

QUESTION = "How do I keep my API fast under load?"
CITED = ("API Development", "Performance Optimization")


def composed(
    question: str = QUESTION, titles: Sequence[str] = CITED, document: str | None = None
) -> Answer:
    """Return an answer that cites the sections with these titles, in this order."""
    made = outline(document or SKILLS.read_text("utf-8"), SKILLS.name)
    hits = []
    for title in titles:
        section = next(each for each in made.sections if each.title == title)
        held = [p for p in made.passages if p.section_id == section.id]
        held = [p for p in held if p.grain is not Grain.SECTION]
        hits.append(SectionHit(section, made.document, 1.0, tuple(held[:2]), tuple(held[2:])))
    return compose(Findings(question, tuple(hits), 0.9), Lexicon.load())


class Fixed:
    """Returns the same composed answer to every question."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer."""
        return self._answer
