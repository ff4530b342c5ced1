"""What a document format is: the names its files bear and how their bytes are read."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.errors import InputError
from knowledge.model import Outline


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of document.

    ``read(data, source)`` takes the file's bytes and the document's stable name. It raises
    InputError with a phrase that follows the file's name ("is not UTF-8 text; ...").
    """

    name: str
    suffixes: tuple[str, ...]
    """In lower case, with their dots."""
    read: Callable[[bytes, str], Outline]


def decode(data: bytes) -> str:
    """UTF-8 bytes, with or without a byte order mark, as text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("is UTF-16 text; save it as UTF-8")
    if b"\x00" in data:
        raise InputError("is a binary file; use a text document instead")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"isn't UTF-8 text (line {place}); save it as UTF-8") from error
