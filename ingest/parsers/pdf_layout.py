"""Turns lines on PDF pages into headings, bullets and prose, by size, weight and position. Pure.

For PDFs without tags, where the layout is the only structure. Lengths are in points, and ``y``
grows upwards.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.parsers.markdown import Bullet, DocumentBlock, Heading, Prose
from ingest.parsers.table_rows import as_lines

# "• " or "1. ": a bullet's mark and the space after it.
_MARK = re.compile(r"(?:[•◦▪▫‣●○■□⁃∙·–—*\uf0a7\uf0b7-]|o|\(?\d{1,2}[.)])(?:\s+|$)")
_GLYPHS = frozenset("•◦▪▫‣●○■□⁃∙·\uf0a7\uf0b7")
"""Marks that always mean a bullet, however large the text."""
# "o " as Word's second-level bullet.
_LETTER_MARK = re.compile(r"o(?:\s|$)")
_LARGER = 1.12
_LONGEST_HEADING = 160
_NEAR = 1.75
"""Lines of a paragraph are at most this many font sizes apart."""
_STEP = 2.0
"""Indents that differ by less count as the same."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words close together on a line, and the x where they start."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells from left to right, and the size and weight of most of its letters."""

    page: int
    y: float
    size: float
    bold: bool
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(cell.text for cell in self.cells)


@dataclass(slots=True)
class _Draft:
    """An unfinished block. ``level`` is for headings, ``x`` is the position of a bullet's mark."""

    kind: str
    parts: list[str]
    last: Line
    level: int = 0
    x: float = 0.0
    above: list["_Draft"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far, with hyphenated words joined."""
        text = ""
        for part in self.parts:
            text = text[:-1] + part if text.endswith("\u00ad") else f"{text} {part}".strip()
        return text.replace("\u00ad", "")


def read_lines(lines: Iterable[Line]) -> list[DocumentBlock]:
    """Return a document's blocks; ``lines`` must be in reading order."""
    body = _without_margins([line for line in lines if line.text.strip()])
    if not body:
        return []
    reading = _Reading(_levels(body), _body_size(body))
    for line in body:
        reading.add(line)
    return reading.blocks()


def _without_margins(lines: list[Line]) -> list[Line]:
    """Drop what is in the same place on half of the pages: headers, footers, page numbers."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        pages[_place(line)].add(line.page)
    enough = max(3, len({line.page for line in lines}) // 2)
    kept = [line for line in lines if len(pages[_place(line)]) < enough]
    # If that would drop most of the text, it isn't margins but a form or a list.
    return kept if 2 * len(kept) > len(lines) else lines


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.y)


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _is_heading(line: Line, body: float) -> bool:
    if len(line.cells) > 1 or len(line.text) > _LONGEST_HEADING or line.text[0] in _GLYPHS:
        return False
    if line.size >= body * _LARGER:
        return True
    return line.bold and line.size >= body and line.text[-1:] not in ".,;" and not _mark(line)


def _levels(lines: Sequence[Line]) -> dict[float, int]:
    """Map each heading size to a level; the largest is 1."""
    body = _body_size(lines)
    sizes = sorted({line.size for line in lines if _is_heading(line, body)}, reverse=True)
    return {size: min(level, 6) for level, size in enumerate(sizes, 1)}


def _mark(line: Line) -> tuple[float, str] | None:
    """Return the x of a line's bullet and the text after it; None for a line without one."""
    found: tuple[float, str] | None = None
    cells = list(line.cells)
    while cells and (mark := _MARK.match(cells[0].text)):
        if _LETTER_MARK.match(cells[0].text) and len(cells[0].text) > 1:
            break
        rest = cells[0].text[mark.end() :]
        found = cells[0].x, " ".join([*([rest] if rest else []), *(c.text for c in cells[1:])])
        if rest:
            break
        cells = cells[1:]
    return found


@dataclass(slots=True)
class _Reading:
    """The state of reading one document: the drafts so far."""

    levels: dict[float, int]
    body: float
    drafts: list[_Draft] = field(default_factory=list)
    open_items: list[_Draft] = field(default_factory=list)
    waiting: float | None = None
    """The x of a bullet whose text is on the next line."""

    def add(self, line: Line) -> None:
        """Add the next line to the block it belongs to."""
        mark = _mark(line)
        if mark is None and self.waiting is not None:
            mark = self.waiting, line.text
        self.waiting = None
        if mark is not None and not mark[1]:
            self.waiting = mark[0]
        elif _is_heading(line, self.body):
            self._heading(line)
        elif mark is not None:
            self._item(line, *mark)
        elif len(line.cells) > 1:
            self.drafts.append(_Draft("row", [], line))
        elif self._goes_on(line):
            self.drafts[-1].parts.append(line.text)
            self.drafts[-1].last = line
        else:
            self.drafts.append(_Draft("prose", [line.text], line))

    def _heading(self, line: Line) -> None:
        self.open_items = []
        last = self.drafts[-1] if self.drafts else None
        if last and last.kind == "heading" and _is_next(last.last, line):
            last.parts.append(line.text)
            last.last = line
        else:
            level = self.levels[line.size]
            self.drafts.append(_Draft("heading", [line.text], line, level=level))

    def _item(self, line: Line, x: float, text: str) -> None:
        above = [item for item in self.open_items if item.x < x - _STEP]
        item = _Draft("item", [text], line, x=x, above=above)
        self.open_items = [*above, item]
        self.drafts.append(item)

    def _goes_on(self, line: Line) -> bool:
        """Whether the line continues the previous paragraph or bullet."""
        if not self.drafts or self.drafts[-1].kind not in {"item", "prose"}:
            return False
        last = self.drafts[-1]
        if last.kind == "item" and line.cells[0].x <= last.x + _STEP:
            return False
        if line.page != last.last.page:
            return line.text[:1].islower()
        return _is_next(last.last, line)

    def blocks(self) -> list[DocumentBlock]:
        """Return the blocks of all lines added so far."""
        made: list[DocumentBlock] = []
        rows: list[list[str]] = []
        for draft in self.drafts:
            cells = [cell.text for cell in draft.last.cells] if draft.kind == "row" else []
            if rows and len(cells) != len(rows[0]):
                made += [Prose(text, plain=False) for text in as_lines(rows)]
                rows = []
            if cells:
                rows.append(cells)
            else:
                made.append(_block(draft))
        return made + [Prose(text, plain=False) for text in as_lines(rows)]


def _is_next(above: Line, line: Line) -> bool:
    near = 0 < above.y - line.y <= _NEAR * line.size
    return above.page == line.page and near and abs(above.size - line.size) < 1


def _block(draft: _Draft) -> DocumentBlock:
    if draft.kind == "heading":
        return Heading(draft.level, draft.text)
    if draft.kind == "item":
        return Bullet(draft.text, tuple(item.text for item in draft.above))
    return Prose(draft.text)
