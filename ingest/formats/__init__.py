"""Table of contents: the document formats that can be ingested, one file each."""

from ingest.format import Format
from ingest.formats import html, markdown, pdf, plain, restructured, word

FORMATS: tuple[Format, ...] = (
    markdown.FORMAT,
    html.FORMAT,
    plain.FORMAT,
    restructured.FORMAT,
    word.FORMAT,
    pdf.FORMAT,
)
