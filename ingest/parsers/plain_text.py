"""Turns plain text into headings, bullets and prose. Pure; never raises.

A heading is an underlined line, a line in capitals between blank ones, or a single line (with or
without a colon) before bullets. Each heading style gets the next level when it first appears.
"""

import re
from dataclasses import dataclass, field

from ingest.parsers.markdown import Bullet, DocumentBlock, Heading, Prose
from ingest.split import split_lines

# "=====" below (or above) a heading.
_UNDERLINE = re.compile(r"([=\-~*^#_+])\1{2,}\s*")
# "  - text" or "(2) text".
_BULLET = re.compile(r"(\s*)(?:[-*+•◦▪‣●–—·]|\(?\d{1,3}[.)])\s+(\S.*)")
# "[x] " at the start of a bullet.
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
# "name   value" or "name | value": columns of a table.
_COLUMNS = re.compile(r"\S(?: {3,}|\t+| +\| +)\S")
_LONGEST_HEADING = 100


def read_text(text: str) -> list[DocumentBlock]:
    """Return all blocks of a text."""
    reading = _Reading([line.expandtabs(4).rstrip() for line in text.splitlines()])
    at = 0
    while at < len(reading.lines):
        at += reading.step(at)
    reading.flush()
    return reading.blocks


@dataclass(slots=True)
class _Reading:
    """The state of reading one text: the blocks so far and the open paragraph."""

    lines: list[str]
    blocks: list[DocumentBlock] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    """The heading styles seen so far; the first is level 1."""
    items: list[tuple[int, str]] = field(default_factory=list)
    """The enclosing bullets: indent and text of each."""
    open: list[str] = field(default_factory=list)
    indent: int | None = None
    """The indent of the open bullet; None for a paragraph."""

    def step(self, at: int) -> int:
        """Read what starts at a line and return the number of lines used."""
        line = self.lines[at]
        if not line.strip():
            self.flush()
        elif style := self._heading_style(at):
            return self._heading(at, style)
        elif found := _BULLET.fullmatch(line):
            self.flush()
            self.indent = len(found[1])
            self.open = [_CHECKBOX.sub("", found[2], count=1)]
        elif _COLUMNS.search(line.strip()):
            self.flush()
            pieces = split_lines(line.strip())
            self.blocks += [Prose(piece, self._around(_indent(line)), False) for piece in pieces]
        else:
            self._words(line)
        return 1

    def flush(self) -> None:
        """Finish the open paragraph or bullet."""
        text, self.open = " ".join(self.open), []
        indent, self.indent = self.indent, None
        if not text:
            return
        if indent is None:
            self.blocks.append(Prose(text, tuple(item for _, item in self.items)))
            return
        parents = self._around(indent)
        self.blocks.append(Bullet(text, parents))
        self.items.append((indent, text))

    def _words(self, line: str) -> None:
        if self.indent is not None and _indent(line) <= self.indent:
            self.flush()
        if not self.open:
            self._around(_indent(line))
        self.open.append(line.strip())

    def _around(self, indent: int) -> tuple[str, ...]:
        """Close the bullets indented at least this far and return those that remain, as parents."""
        while self.items and self.items[-1][0] >= indent:
            self.items.pop()
        return tuple(item for _, item in self.items)

    def _heading_style(self, at: int) -> str:
        """Return the style of the heading at a line; empty if it isn't a heading."""
        line = self.lines[at].strip()
        if len(line) > _LONGEST_HEADING or self.open or _indent(self.lines[at]):
            return ""
        if _UNDERLINE.fullmatch(line) and self._is_underlined(at + 1):
            return "=over"
        if self._is_underlined(at):
            return self._line(at + 1)[0]
        if _BULLET.fullmatch(line) or self._line(at - 1) or not re.search(r"[^\W\d_]", line):
            return ""
        return self._bare_style(line, at)

    def _bare_style(self, line: str, at: int) -> str:
        after = next((one for one in self.lines[at + 1 : at + 3] if one.strip()), "")
        if line.isupper() and not self._line(at + 1):
            return "capitals"
        if line.endswith(":") or (after and _BULLET.fullmatch(after) and line[-1] not in ".,;!?"):
            return "before bullets" if _BULLET.fullmatch(after) else ""
        return ""

    def _is_underlined(self, at: int) -> bool:
        line, below = self._line(at), self._line(at + 1)
        return bool(line and _UNDERLINE.fullmatch(below)) and not _UNDERLINE.fullmatch(line)

    def _line(self, at: int) -> str:
        return self.lines[at].strip() if 0 <= at < len(self.lines) else ""

    def _heading(self, at: int, style: str) -> int:
        over = style == "=over"
        self.flush()
        self.items = []
        if style not in self.styles:
            self.styles.append(style)
        level = min(self.styles.index(style) + 1, 6)
        title = self._line(at + 1 if over else at).removesuffix(":")
        self.blocks.append(Heading(level, title))
        underlined = over or self._is_underlined(at)
        return 1 + over + underlined


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
