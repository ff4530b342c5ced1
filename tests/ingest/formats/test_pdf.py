"""Unreadable PDFs say why; readable ones lose headers, footers and page numbers."""

from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf import FORMAT
from ingest.parsers.markdown import Bullet, Heading, Prose
from ingest.parsers.pdf_layout import Cell, Line, read_lines
from knowledge.errors import InputError


def make_pdf(*pages: list[str], password: str = "") -> bytes:
    """Return a PDF with these lines on its pages, the first line of each in the margin."""
    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption(password, strength=128) if password else None)
    for number, lines in enumerate(pages, 1):
        canvas.drawString(60, 810, f"Page {number}")
        for at, line in enumerate(lines):
            canvas.drawString(60, 750 - 14 * at, line)
        canvas.rect(60, 60, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def line(y: float, text: str, size: float = 10, x: float = 50, bold: bool = False) -> Line:
    """Return a line with one cell."""
    return Line(0, y, size, bold, (Cell(x, text),))


def test_password() -> None:
    with pytest.raises(InputError, match="is password-protected"):
        FORMAT.read(make_pdf(["secret"], password="open sesame"), "x")


def test_scan() -> None:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.rect(60, 60, 400, 600, fill=1)
    canvas.save()
    with pytest.raises(InputError, match=r"only images \(a scan\)"):
        FORMAT.read(file.getvalue(), "x")


def test_too_many_pages() -> None:
    file = BytesIO()
    canvas = Canvas(file)
    for _ in range(2_001):
        canvas.showPage()
    canvas.save()
    with pytest.raises(InputError, match="more than 2,000 pages"):
        FORMAT.read(file.getvalue(), "x")


def test_page_numbers_are_left_out() -> None:
    pages = [[f"Words of {word}.", f"More on {word}."] for word in ("one", "two", "three", "four")]
    texts = [p.text for p in FORMAT.read(make_pdf(*pages), "x").passages]
    assert any("Words of three." in text for text in texts)
    assert not any("Page" in text for text in texts)


def test_lines_of_a_paragraph_and_of_a_bullet_are_joined() -> None:
    lines = [
        line(700, "Care of Data", size=16),
        line(680, "Look after what you"),
        line(668, "store."),
        line(650, "• back it up and re\u00ad"),
        line(638, "store it", x=60),
        line(620, "A new paragraph."),
    ]
    assert read_lines(lines) == [
        Heading(1, "Care of Data"),
        Prose("Look after what you store."),
        Bullet("back it up and restore it"),
        Prose("A new paragraph."),
    ]


def test_bold_lines_are_headings() -> None:
    lines = [line(700, "Backups", bold=True), line(680, "• weekly"), line(666, "◦ to tape", x=70)]
    assert read_lines(lines) == [
        Heading(1, "Backups"),
        Bullet("weekly"),
        Bullet("to tape", ("weekly",)),
    ]


def test_a_mark_may_be_on_its_own_line() -> None:
    lines = [line(700, "•"), line(699, "restore drills", x=60), line(680, "1. once a year")]
    assert read_lines(lines) == [Bullet("restore drills"), Bullet("once a year")]


def test_large_bullets_are_not_headings() -> None:
    slide = [line(700, "Plan", size=30), line(650, "• one", size=20), line(600, "small print " * 9)]
    assert read_lines(slide)[:2] == [Heading(1, "Plan"), Bullet("one")]
