"""HTML pages."""

from ingest.as_markdown import write
from ingest.format import Format, decode
from ingest.outline import outline
from ingest.page import read_page
from knowledge.model import Outline


def _read(data: bytes, source: str) -> Outline:
    return outline(write(read_page(decode(data))), source)


FORMAT = Format("HTML", (".html", ".htm"), _read)
