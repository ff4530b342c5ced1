"""The plain text format: headings and bullets written without markup."""

from ingest.formats.format import Format, decode
from ingest.outline import outline
from ingest.parsers.markdown_writer import write
from ingest.parsers.plain_text import read_text
from knowledge.model import Outline


def _read(data: bytes, source: str) -> Outline:
    return outline(write(read_text(decode(data))), source)


FORMAT = Format("plain text", (".txt", ".text"), _read)
