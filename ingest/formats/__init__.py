"""The document formats that can be ingested, one module each."""

from ingest.formats import html, markdown, pdf, plain, restructured, word
from ingest.formats.format import Format

FORMATS: tuple[Format, ...] = (
    markdown.FORMAT,
    html.FORMAT,
    plain.FORMAT,
    restructured.FORMAT,
    word.FORMAT,
    pdf.FORMAT,
)
