"""The Markdown format."""

from ingest.formats.format import Format, decode
from ingest.outline import outline
from knowledge.model import Outline


def _read(data: bytes, source: str) -> Outline:
    return outline(decode(data), source)


FORMAT = Format("Markdown", (".md", ".markdown"), _read)
