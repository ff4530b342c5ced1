"""Writes blocks as Markdown that parses back to the same blocks. Pure.

Formats with their own way of finding headings and bullets write them as Markdown here, so that
every document goes through the same outline code.
"""

import re
from collections.abc import Iterable
from itertools import islice

from ingest.parsers.markdown import Bullet, DocumentBlock, Heading, Prose
from ingest.split import split_prose
from knowledge.errors import InputError

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MAX_PIECES = 20_000
_LONG_HEADING = 300
_LONG_ITEM = 4_000
"""Longer items are split: in huge paragraphs the parser reads no marks, and so no escapes."""
_DEEPEST = 8
"""Items nested deeper are written at this depth."""


def write(blocks: Iterable[DocumentBlock]) -> str:
    """Return the blocks as Markdown, with all punctuation escaped.

    A bullet or prose with parents must come after them, as it does in reading order.

    Raises:
        InputError: there are more pieces than anyone would write in one document.
    """
    written = (piece for block in blocks for piece in _written(block))
    pieces = list(islice(written, _MAX_PIECES + 1))
    if len(pieces) > _MAX_PIECES:
        raise InputError(f"has more than {_MAX_PIECES:,} headings, bullets and lines; split it up")
    return "\n\n".join(pieces)


def with_title(blocks: Iterable[DocumentBlock], title: str) -> list[DocumentBlock]:
    """Return the blocks, with the title as a heading if they have no level 1 heading."""
    blocks = list(blocks)
    has_title = any(isinstance(block, Heading) and block.level == 1 for block in blocks)
    return blocks if has_title or not title else [Heading(1, title), *blocks]


def _written(block: DocumentBlock) -> list[str]:
    match block:
        case Heading(level, title) if len(title) <= _LONG_HEADING:
            return [f"{'#' * level} {_escaped(title)}"] if title.strip() else []
        case Heading(_, title):
            return [_escaped(piece) for piece in split_prose(title)]
        case Bullet(text, parents):
            return _item(text, min(len(parents), _DEEPEST))
        case Prose(text, parents, plain=True):
            depth = min(len(parents), _DEEPEST)
            return [_indented(_escaped(piece), depth) for piece in split_prose(text)]
        case Prose(text, parents):
            return [_indented(_fenced(text), min(len(parents), _DEEPEST))]


def _item(text: str, depth: int) -> list[str]:
    first, *rest = split_prose(text, _LONG_ITEM) or [""]
    if not first:
        return []
    inside = [_indented(_escaped(piece), depth + 1) for piece in rest]
    return [_indented(f"- {_escaped(first)}", depth), *inside]


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.replace("\x00", " ").split()))


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _indented(text: str, depth: int) -> str:
    return "\n".join("  " * depth + line for line in text.splitlines())
