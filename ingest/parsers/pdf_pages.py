"""Reads one PDF page with PDFium: its lines with their layout, and its tagged content as HTML.

Only this module and ``ingest/formats/pdf.py`` use pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfTextPage

from ingest.parsers.pdf_layout import Cell, Line
from knowledge.errors import InputError

_HYPHENS = frozenset("\x02\ufffe")
"""What PDFium returns for the hyphen of a word broken at the end of a line."""
_TAGS = {
    **{f"H{level}": f"h{level}" for level in range(1, 7)},
    **{"Title": "h1", "L": "ul", "LI": "li", "P": "p", "Div": "div", "Sect": "div", "LBody": "div"},
    **{"Table": "table", "TR": "tr", "TH": "th", "TD": "td", "BlockQuote": "div", "Caption": "p"},
}
_GAP = 0.8
_DEEPEST = 60
_MAX_ELEMENTS = 200_000


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The content of one page. ``html`` is empty for a page without tags."""

    characters: int
    lines: tuple[Line, ...]
    html: str

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class _Char:
    """A character; only ``text`` and ``mark`` are meaningful for white space."""

    text: str
    x: float = 0.0
    right: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    mark: int = -1
    """The id of the marked content it belongs to; -1 for none."""


def read_pdf_page(document: PdfDocument, number: int, max_characters: int) -> PdfPage:
    """Read a page; ``number`` counts from 0.

    Raises:
        InputError: the page has more than ``max_characters``.
    """
    page = document[number]
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > max_characters:
            raise InputError("contains more text than a book; split it up")
        chars = list(_Chars(text).read(count))
        return PdfPage(count, tuple(_lines(chars, number)), _tagged(page.raw, chars))
    finally:
        text.close()
        page.close()


@dataclass(slots=True)
class _Chars:
    """Reads characters one by one, with the slow calls made once per text object."""

    text: PdfTextPage
    known: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def read(self, count: int) -> Iterator[_Char]:
        """Yield all characters; hyphens of broken words become soft hyphens."""
        mark = -1
        for index in range(count):
            letter = _letter(pdfium.FPDFText_GetUnicode(self.text, index))
            if letter in _HYPHENS:
                letter = "\u00ad"
            if letter.isspace() or letter == "\u00ad":
                yield _Char(letter, mark=mark)
            elif letter.isprintable() or "\ue000" <= letter <= "\uf8ff":
                mark, bold = self._piece(index)
                left, bottom, right, top = self.text.get_charbox(index, loose=True)
                size = round(2 * (top - bottom)) / 2
                yield _Char(letter, left, right, bottom, size, bold, mark)

    def _piece(self, index: int) -> tuple[int, bool]:
        """Return the marked content id of a character's text object, and whether it is bold."""
        piece = pdfium.FPDFText_GetTextObject(self.text, index)
        address = ctypes.cast(piece, ctypes.c_void_p).value or 0
        if not address:
            return -1, False
        if address not in self.known:
            mark = pdfium.FPDFPageObj_GetMarkedContentID(piece)
            self.known[address] = mark, "bold" in self._font(index).lower()
        return self.known[address]

    def _font(self, index: int) -> str:
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self.text, index, name, len(name), ctypes.c_int())
        return name.value.decode("utf-8", "replace")


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _lines(chars: list[_Char], page: int) -> Iterator[Line]:
    for is_end, group in groupby(chars, key=lambda char: char.text in "\r\n"):
        line = list(group)
        seen = [char for char in line if char.size > 0]
        if is_end or not seen:
            continue
        size, bold = Counter((char.size, char.bold) for char in seen).most_common(1)[0][0]
        yield Line(page, seen[0].y, size, bold, tuple(_cells(line)))


def _cells(line: list[_Char]) -> Iterator[Cell]:
    """Split a line at gaps that are wider than in justified text."""
    words: list[str] = []
    start = end = 0.0
    for char in line:
        if char.size > 0:
            if words and char.x - end > _GAP * char.size:
                yield Cell(start, " ".join("".join(words).split()))
                words = []
            start = start if words else char.x
            end = char.right
        if words or char.size > 0:
            words.append(char.text)
    yield Cell(start, " ".join("".join(words).split()))


def _tagged(page: Any, chars: list[_Char]) -> str:
    """Return the page's tagged content as HTML; untagged content (page numbers) is skipped."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ""
    try:
        walk = _Tags(_texts(chars))
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk.element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
        return "".join(walk.html)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _texts(chars: list[_Char]) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for char in chars:
        texts.setdefault(char.mark, []).append(char.text)
    return {mark: "".join(text).replace("\u00ad\r\n", "") for mark, text in texts.items()}


@dataclass(slots=True)
class _Tags:
    """Walks one page's tags and writes every text once."""

    texts: dict[int, str]
    html: list[str] = field(default_factory=list)
    left: int = _MAX_ELEMENTS

    def element(self, element: Any, depth: int) -> None:
        """Write an element and everything in it."""
        self.left -= 1
        kind = _type(element)
        if not element or depth > _DEEPEST or self.left < 0 or kind == "Lbl":
            return
        tag = _TAGS.get(kind, "span")
        self.html.append(f"<{tag}>")
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                self.html.append(escape(self.texts.pop(mark, "")))
            else:
                self.element(pdfium.FPDF_StructElement_GetChildAtIndex(element, index), depth + 1)
        self.html.append(f"</{tag}>")


def _type(element: Any) -> str:
    name = (ctypes.c_char * 128)()
    size = pdfium.FPDF_StructElement_GetType(element, name, len(name)) if element else 0
    return bytes(name)[: max(size - 2, 0)].decode("utf-16-le", "replace")
