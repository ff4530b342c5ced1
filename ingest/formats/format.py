"""A document format: its file suffixes and the function that reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.errors import InputError
from knowledge.model import Outline


@dataclass(frozen=True, slots=True)
class Format:
    """A document format.

    ``read(data, source)`` gets the file's bytes and the document's stable name. It raises
    InputError with a phrase to put after the file's name ("isn't UTF-8 text; ...").
    """

    name: str
    suffixes: tuple[str, ...]
    """Lower case, including the dot."""
    read: Callable[[bytes, str], Outline]


def decode(data: bytes) -> str:
    """Decode UTF-8 bytes, with or without a byte order mark.

    Raises:
        InputError: the bytes are UTF-16, binary, or not valid UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("is UTF-16 text; save it as UTF-8")
    if b"\x00" in data:
        raise InputError("is a binary file; use a text document instead")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"isn't UTF-8 text (line {place}); save it as UTF-8") from error
