"""A cited answer composed from what was found, or an honest refusal. No chat model is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.answers import phrases
from knowledge.answers.compose import compose
from knowledge.model import Answer, SectionHit, Turn
from knowledge.retrieval import question as questions
from knowledge.retrieval import smalltalk
from knowledge.retrieval.findings import Findings
from knowledge.retrieval.followup import Followup, resolve

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.retrieval.searcher import Searcher

CONFIDENT = 0.45
"""Below this an answer is refused: near here both errors are about as frequent."""
PLAUSIBLE = 0.15
"""Below this not even the nearest sections are worth a look."""
OFFERED = 3
KNOWN_AGAIN = 0.95
"""How sure we are of sections that the conversation is already about."""


class Answerer:
    """Answers from the library's passages alone. Safe to share between threads."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon) -> None:
        self._searcher = searcher
        self._lexicon = lexicon

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """A cited answer, or a refusal with the nearest sections. Never raises for any text.

        ``history`` (oldest first) matters only to what leans on it, such as "what else?".
        """
        step = resolve(question, history)
        again = self._searcher.revisit(step.again)
        if again:
            found = Findings(question, again, KNOWN_AGAIN)
            return compose(found, self._lexicon, pick=step.pick, again=True)
        if self._searcher.is_empty():
            return _reply(question, phrases.EMPTY_LIBRARY)
        return self._searched(question, step)

    def _searched(self, question: str, step: Followup) -> Answer:
        found = self._searcher.search(question)
        kind = smalltalk.kind_of(question)
        if kind is not None:
            lead = phrases.chosen(phrases.SMALL_TALK[kind], question)
            return _reply(question, lead, found.hits)
        if step.together and found.confidence < CONFIDENT:
            joined = self._searcher.search(step.together)
            found = Findings(question, joined.hits, joined.confidence)
        if found.hits and found.confidence >= CONFIDENT:
            return compose(found, self._lexicon)
        return self._refused(found)

    def _refused(self, found: Findings) -> Answer:
        asked = questions.read(found.question)
        if not asked:
            lead = phrases.NOTHING_ASKED
        elif unknown := self._searcher.unknown(found.question):
            lead = phrases.chosen(phrases.UNKNOWN, found.question).format(word=unknown)
        else:
            lead = phrases.chosen(phrases.REFUSED, found.question)
        plausible = asked and found.confidence >= PLAUSIBLE
        offers = found.hits[:OFFERED] if plausible else ()
        names = phrases.listed([hit.section.title for hit in offers])
        closing = phrases.NEAREST.format(sections=names) if offers else ""
        return Answer(
            found.question, True, lead, (), closing, (), found.hits, found.confidence, offers
        )


def _reply(question: str, lead: str, sections: tuple[SectionHit, ...] = ()) -> Answer:
    return Answer(question, True, lead, (), "", (), sections, 0.0)
