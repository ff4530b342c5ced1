"""The PDF format, read with PDFium: by structure tags if there are any, otherwise by layout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from ingest.formats.format import Format
from ingest.outline import outline
from ingest.parsers.html import read_page
from ingest.parsers.markdown import DocumentBlock
from ingest.parsers.markdown_writer import write
from ingest.parsers.pdf_layout import read_lines
from knowledge.errors import InputError
from knowledge.model import Outline

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from ingest.parsers.pdf_pages import PdfPage

_MAX_PAGES = 2_000
_MAX_CHARACTERS = 5_000_000


def _read(data: bytes, source: str) -> Outline:
    with closing(_opened(data)) as document:
        if len(document) > _MAX_PAGES:
            raise InputError(f"has more than {_MAX_PAGES:,} pages; split it up")
        pages = list(_pages(document))
    if not any(page.has_text for page in pages):
        raise InputError("contains only images (a scan); run text recognition on it first")
    return outline(write(_blocks(pages)), source)


def _opened(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}:
            raise InputError("is password-protected; save it without a password") from error
        raise InputError("is damaged or not a PDF; export it again") from error


def _pages(document: PdfDocument) -> Iterator[PdfPage]:
    from pypdfium2 import PdfiumError

    from ingest.parsers.pdf_pages import read_pdf_page

    left = _MAX_CHARACTERS
    for number in range(len(document)):
        try:
            page = read_pdf_page(document, number, left)
        except PdfiumError as error:
            raise InputError(f"is damaged on page {number + 1}; export it again") from error
        left -= page.characters
        yield page


def _blocks(pages: list[PdfPage]) -> list[DocumentBlock]:
    html = "".join(page.html for page in pages)
    if any(tag in html for tag in ("<h1>", "<h2>", "<h3>", "<li>")):
        return read_page(f"<body>{html}")
    return read_lines(line for page in pages for line in page.lines)


FORMAT = Format("PDF", (".pdf",), _read)
