"""Splits long text into pieces short enough for an embedder. Pure."""

import re
from collections.abc import Iterable

PIECE = 800
"""Maximum characters in a piece: about 200 tokens of English, under MiniLM's limit of 256."""

# The space after "done." or "done?".
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+")


def split_prose(text: str, limit: int = PIECE) -> list[str]:
    """Split text into pieces of at most ``limit`` characters, between sentences or else words.

    A word longer than ``limit`` is split. Only white space is lost.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return [text] if text else []
    sentences = _SENTENCE_END.split(text)
    short = (part for s in sentences for part in _by_words(s, limit))
    return pack(short, limit, " ")


def split_lines(text: str, limit: int = PIECE) -> list[str]:
    """Split text into pieces of at most ``limit`` characters, between lines.

    Blank lines at the ends of a piece are dropped.
    """
    lines = (part for line in text.splitlines() for part in _chunks(line.rstrip(), limit))
    pieces = (piece.strip("\n") for piece in pack(lines, limit, "\n"))
    return [piece for piece in pieces if piece.strip()]


def pack(parts: Iterable[str], limit: int, joint: str) -> list[str]:
    """Join neighbors while they fit into ``limit``; a longer part stays on its own."""
    packed: list[list[str]] = []
    size = 0
    for part in parts:
        size += len(joint) + len(part)
        if not packed or size > limit:
            packed.append([])
            size = len(part)
        packed[-1].append(part)
    return [joint.join(group) for group in packed]


def _by_words(sentence: str, limit: int) -> list[str]:
    if len(sentence) <= limit:
        return [sentence]
    return pack((part for word in sentence.split() for part in _chunks(word, limit)), limit, " ")


def _chunks(text: str, limit: int) -> list[str]:
    return [text[at : at + limit] for at in range(0, len(text), limit)] or [text]
