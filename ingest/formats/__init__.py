"""Table of contents: the document formats that can be ingested, one file each."""

from ingest.format import Format
from ingest.formats import markdown

FORMATS: tuple[Format, ...] = (markdown.FORMAT,)
