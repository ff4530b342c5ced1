"""The HTML format."""

from ingest.formats.format import Format, decode
from ingest.outline import outline
from ingest.parsers.html import read_page
from ingest.parsers.markdown_writer import write
from knowledge.model import Outline


def _read(data: bytes, source: str) -> Outline:
    return outline(write(read_page(decode(data))), source)


FORMAT = Format("HTML", (".html", ".htm"), _read)
