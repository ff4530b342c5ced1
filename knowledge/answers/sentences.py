"""Splits a model's text into sentences while it is being written. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 800
"""Characters after which a run of text without an end is handed on as it is."""

_END = re.compile(
    r"[.!?…][\"'”’)*_]*(?:\s*\[\d{1,3}\])*[.!?]?(?:\s*\n|\s+(?=[^\s\[a-z]))"  # a mark may follow
    r"|(?:\s*\n)+"
)
_LINE_MARK = re.compile(r"^\s*(?:[-*•>]|#{1,6}|\d{1,2}[.)])\s+")
_WHOLE = re.compile(r"[.!?…:][\"'”’)*_]*(?:\s*\[\d{1,3}\])*[.!?]?$|\[\d{1,3}\][.!?]?$")
_BOLD = re.compile(r"\*\*|__")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without Markdown; ``opens`` if it starts a new paragraph."""

    text: str
    opens: bool = False


class Sentences:
    """Takes text in pieces and returns each sentence as soon as its end is certain.

    The end is certain once the next one begins: a citation may still follow the full stop.
    """

    def __init__(self) -> None:
        self._rest = ""
        self._opens = False

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Return the sentences that this piece completes."""
        self._rest += piece
        while (cut := self._cut()) is not None:
            raw, self._rest = self._rest[:cut], self._rest[cut:]
            yield from self._made(raw)

    def finish(self) -> Iterator[Sentence]:
        """Return the last sentence, unless the text was cut off in the middle of it."""
        raw, self._rest = self._rest, ""
        if _WHOLE.search(raw.rstrip()):
            yield from self._made(raw)

    def _cut(self) -> int | None:
        found = _END.search(self._rest, 0, LONGEST)
        if found and found.end() < len(self._rest):  # else more white space may follow
            return found.end()
        return LONGEST if len(self._rest) > LONGEST + 10 else None

    def _made(self, raw: str) -> Iterator[Sentence]:
        text = _BOLD.sub("", _LINE_MARK.sub("", raw)).strip()
        if text:
            yield Sentence(text, self._opens)
            self._opens = False
        self._opens = self._opens or raw.endswith("\n")
