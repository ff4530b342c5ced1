"""Collects a model's reply: what was verified so far, and whether that is enough. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.answers.sentences import Sentence, Sentences
from knowledge.answers.verify import Checked, Verifier
from knowledge.model import Answer

EXPLAINED = " (Partly from my glossary.)"
MOST_WRITTEN = 4_000
"""Characters a model may write for one answer; it is stopped there."""
MOST_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """The verified answer so far; ``piece`` is the new part at the end of ``text``."""

    text: str
    piece: str


class DraftPage:
    """The verified part of one reply."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._sentences = Sentences()
        self._written = 0
        self._waiting: list[tuple[Sentence, Checked]] = []
        self._text = ""
        self._numbers: set[int] = set()
        self._supported = 0
        self._dropped: list[str] = []

    def take(self, piece: str) -> Iterator[Draft]:
        """Return the new drafts after a further piece of the reply."""
        piece = piece[: MOST_WRITTEN - self._written]
        self._written += len(piece)
        yield from self._drafts(self._sentences.feed(piece))

    def finish(self) -> Iterator[Draft]:
        """Return the new drafts after the end of the reply."""
        yield from self._drafts(self._sentences.finish())

    @property
    def is_full(self) -> bool:
        """Whether the answer has reached its maximum length."""
        return self._written >= MOST_WRITTEN or self._has_most_sentences

    @property
    def _has_most_sentences(self) -> bool:
        return self._supported + len(self._dropped) >= MOST_SENTENCES

    @property
    def holds(self) -> bool:
        """Whether enough of the reply was supported for the rest to be trusted."""
        return self._supported > 0 and len(self._dropped) <= self._supported

    @property
    def faults(self) -> str:
        """Why sentences were left out."""
        return ", ".join(dict.fromkeys(self._dropped)) or "nothing written"

    def answer(self, composed: Answer) -> Answer:
        """Return the finished answer with the citations of its sentences."""
        cited = tuple(c for c in composed.citations if c.number in self._numbers)
        return replace(
            composed, lead=self._text, points=(), closing="", citations=cited, written=True
        )

    def _drafts(self, sentences: Iterator[Sentence]) -> Iterator[Draft]:
        for sentence in sentences:
            if self._has_most_sentences:
                return
            checked = self._verifier.check(sentence.text)
            if checked.fault:
                self._dropped.append(checked.fault)
                continue
            self._waiting.append((sentence, checked))
            if checked.numbers:  # one that claims nothing waits for one that does
                yield self._shown(checked)

    def _shown(self, checked: Checked) -> Draft:
        piece = ""
        for sentence, each in self._waiting:
            gap = "\n\n" if sentence.opens else " "
            piece += gap * bool(self._text or piece) + each.text + EXPLAINED * each.explained
        self._waiting.clear()
        self._supported += 1
        self._numbers.update(checked.numbers)
        self._text += piece
        return Draft(self._text, piece)
