"""Splits a guide's line into the sentence that decides, the rest and its steps. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

FEWEST_STEPS = 3
LONGEST_QUESTION = 80

# The first sentence: full stops in code, in "e.g." and after a number end none.
_SENTENCE = re.compile(
    r"((?:`[^`]*`|[^`])*?(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\b\d)[.!?])\s+(?=[A-Z`\"“])", re.S
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"“])")
_STEPS = re.compile(r"(?:^|\s+)(?=\d\.\s)")  # 1. First. 2. Second.
_STEP_NUMBER = re.compile(r"(?:^|(?<=\s))\d\.\s+")  # the "2. " of "1. First. 2. Second."
# How do I version an API?
_HOW = re.compile(r"^How (?:do (?:I|we|you)|to|should (?:I|we)|can (?:I|we)) (.+?)\?$")


@dataclass(frozen=True, slots=True)
class LineText:
    """A line as it is shown: the first sentence in bold, the rest, and its steps if it has any."""

    headline: str
    rest: str
    steps: tuple[str, ...]


def split_line(text: str, question: str) -> LineText:
    """Split the text of a line that answers a question."""
    before, steps = _split_steps(text)
    if not before:
        return LineText(_purpose(question), "", steps)
    if first := _SENTENCE.match(before):
        return LineText(first[1], before[first.end() :], steps)
    return LineText(before, "", steps)


def brief(text: str, words: int) -> str:
    """Return the first sentences of a line, at least one, without the numbers of its steps."""
    sentences = _SENTENCE_END.split(_STEP_NUMBER.sub("", text))
    kept = [sentences[0]]
    for sentence in sentences[1:]:
        if len(" ".join((*kept, sentence)).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept)


def short_question(question: str) -> str:
    """Return a question of at most ``LONGEST_QUESTION`` characters."""
    if len(question) <= LONGEST_QUESTION:
        return question
    return question[: LONGEST_QUESTION - 1].rsplit(" ", 1)[0] + "…"


def lower_first(text: str) -> str:
    """Return a sentence to go on with after a colon; names and "I" keep their capital."""
    first, _, rest = text.partition(" ")
    return text if not first.istitle() or first in ("I", "I'm") else f"{first.lower()} {rest}"


def _split_steps(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what comes before the steps of a text, and the steps; none if it has few."""
    before, *steps = [piece.strip() for piece in _STEPS.split(text) if piece.strip()] or [text]
    if before.startswith("1."):
        before, steps = "", [before, *steps]
    numbers = [step.partition(".")[0] for step in steps]
    if len(steps) < FEWEST_STEPS or numbers != [str(n + 1) for n in range(len(steps))]:
        return text, ()
    return before, tuple(steps)


def _purpose(question: str) -> str:
    """Return "To version an API:" for "How do I version an API?"; else that steps follow."""
    found = _HOW.match(question)
    return f"To {found[1]}:" if found else "Step by step:"
