"""How Slack splits a markdown block: it counts the parts, not the block.

Not documented; measured by others against live workspaces: each heading, each rule and each table
becomes a block of its own, and the text between two of them becomes one. So a message of few
markdown blocks can be refused with "no more than 50 items allowed".
"""

import re
from collections.abc import Iterator
from typing import Literal

Part = Literal["heading", "divider", "table", "text"]

# "```python" or "~~~"
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
# "## Title"
_HEADING = re.compile(r"\s{0,3}#{1,6}(\s|$)")
# "---", "***" or "___"
_DIVIDER = re.compile(r"\s{0,3}(-{3,}|\*{3,}|_{3,})\s*$")
# "|---|:-:|" with several columns, or "|---|" with one
_TABLE_RULE = re.compile(
    r"\s{0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$|\s{0,3}\|\s*:?-+:?\s*\|\s*$"
)


def parts(markdown: str) -> Iterator[Part]:
    """Yield the blocks that Slack makes from a markdown text, in order."""
    before: Part | None = None
    for part in _lines(markdown):
        if part != "text" or before != "text":
            yield part
        before = part


def _lines(markdown: str) -> Iterator[Part]:
    """Yield the part each non-blank line belongs to; a table is reported once, at its rule."""
    fence: str | None = None
    in_table = False
    for line in markdown.splitlines():
        mark = _FENCE.match(line)
        if mark and fence in (None, mark[1]):
            fence = mark[1] if fence is None else None
        in_table = in_table and "|" in line
        if in_table or not line.strip():
            continue
        in_table = fence is None and bool(_TABLE_RULE.match(line))
        yield "table" if in_table else _kind(line) if fence is None else "text"


def _kind(line: str) -> Part:
    if _HEADING.match(line):
        return "heading"
    return "divider" if _DIVIDER.match(line) else "text"
