"""Answers written by a chat model, shown sentence by sentence after each is verified.

If the model fails, is late, or goes beyond its sources, the composed answer is used.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from knowledge.answers.draft import Draft, DraftPage
from knowledge.answers.sources import as_data, glossary_of, sources_of
from knowledge.answers.verify import Verifier
from knowledge.errors import CoachError
from knowledge.model import Answer, Turn
from knowledge.ports import ChatModel
from knowledge.prompt import prompt

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon

LATE = "The AI model timed out, so here is the text from the document."
FAILED = "The AI model isn't available right now, so here is the text from the document."
UNFOUNDED = "The AI model's answer went beyond the document, so here is the text from the document."

SOURCES_SHARE = 0.5
"""How much of the prompt's characters the documents get; the rest is for question and history."""


class Composing(Protocol):
    """Returns the composed answer; may block."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...


class AnswerWriter:
    """Has a chat model write answers from the library's passages. Safe to share between tasks.

    ``seconds`` bounds the model's whole reply, ``first_piece_seconds`` its first words, and
    ``most_characters`` what it is sent. ``clock`` counts seconds. ``failed`` is told why a
    composed answer was shown in place of a written one, for logs and figures.
    """

    def __init__(
        self,
        answerer: Composing,
        chat: ChatModel,
        lexicon: Lexicon,
        *,
        seconds: float = 20.0,
        first_piece_seconds: float = 8.0,
        most_characters: int = 12_000,
        clock: Callable[[], float] = monotonic,
        failed: Callable[[str], None] = lambda _why: None,
    ) -> None:
        self._answerer = answerer
        self._chat = chat
        self._lexicon = lexicon
        self._seconds = seconds
        self._first_piece_seconds = first_piece_seconds
        self._most_characters = most_characters
        self._clock = clock
        self._failed = failed

    async def answer(
        self, question: str, history: Sequence[Turn] = (), *, level: str | None = None
    ) -> AsyncGenerator[Draft | Answer, None]:
        """Yield drafts, then the finished answer. Use ``aclosing`` to stop early.

        The finished answer replaces the drafts: where it is not ``written``, it is another text.
        """
        composed = await asyncio.to_thread(self._answerer.answer, question, history)
        async with aclosing(self.write(composed, history, level=level)) as steps:
            async for step in steps:
                yield step

    async def write(
        self, composed: Answer, history: Sequence[Turn] = (), *, level: str | None = None
    ) -> AsyncGenerator[Draft | Answer, None]:
        """Like ``answer``, for a composed answer. A refusal is returned as it is."""
        if composed.refused or not composed.citations:
            yield composed
            return
        page, data = await asyncio.to_thread(self._prepare, composed, history, level)
        trouble = ""
        try:
            async with aclosing(self._pieces(data)) as pieces:
                async for piece in pieces:
                    for draft in page.take(piece):
                        yield draft
                    if page.is_full:
                        break
            for draft in page.finish():
                yield draft
        except TimeoutError:
            trouble, why = LATE, "answer_timed_out"
        except CoachError as error:
            trouble, why = FAILED, str(error)
        if not trouble and not page.holds:
            trouble, why = UNFOUNDED, page.faults
        if trouble:
            self._failed(why)
        yield _noting(composed, trouble) if trouble else page.answer(composed)

    def _prepare(
        self, composed: Answer, history: Sequence[Turn], level: str | None
    ) -> tuple[DraftPage, str]:
        sources = sources_of(composed, int(self._most_characters * SOURCES_SHARE))
        glossary = glossary_of(composed.question, sources, self._lexicon)
        data = as_data(composed.question, sources, glossary, history, level)
        while len(data) + len(rules()) > self._most_characters and history:
            history = history[1:]
            data = as_data(composed.question, sources, glossary, history, level)
        return DraftPage(Verifier(sources, glossary, rules())), data

    async def _pieces(self, data: str) -> AsyncGenerator[str, None]:
        """Yield the model's text within the time limits. Raises TimeoutError and CoachError."""
        end = self._clock() + self._seconds
        limit = min(end, self._clock() + self._first_piece_seconds)
        async with aclosing(self._chat.stream(rules(), [Turn("person", data)])) as stream:
            while (left := limit - self._clock()) > 0:
                try:
                    async with asyncio.timeout(left):
                        piece = await anext(stream)
                except StopAsyncIteration:
                    return
                if piece.strip():
                    limit = end
                yield piece
        raise TimeoutError


def _noting(composed: Answer, trouble: str) -> Answer:
    return replace(composed, closing=f"{composed.closing} {trouble}".strip())


def rules() -> str:
    """Return the system prompt."""
    return prompt("answer")
