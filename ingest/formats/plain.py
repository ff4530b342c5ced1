"""Plain text: headings and bullets as people write them without any markup."""

from ingest.as_markdown import write
from ingest.format import Format, decode
from ingest.outline import outline
from ingest.plain_text import read_text
from knowledge.model import Outline


def _read(data: bytes, source: str) -> Outline:
    return outline(write(read_text(decode(data))), source)


FORMAT = Format("plain text", (".txt", ".text"), _read)
