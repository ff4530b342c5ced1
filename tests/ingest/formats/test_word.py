"""Word files that are damaged, locked, old, or larger than they look."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.formats.word import FORMAT
from knowledge.errors import InputError

SAMPLE = Path(__file__).parent / "samples" / "skills.docx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def with_parts(parts: dict[str, bytes]) -> bytes:
    """Return the sample with these parts replaced or added."""
    file = BytesIO()
    with ZipFile(SAMPLE) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is password-protected"),
        (OLE, "is an old Word document"),
        (with_parts({"word/document.xml": b" " * 9_000_000}), "unpacks to more"),
        (with_parts({f"word/{n}.xml": b"" for n in range(2_001)}), "unpacks to more"),
        (with_parts({"word/document.xml": b"<w:document"}), "is damaged"),
        (SAMPLE.read_bytes()[:-30], "is damaged"),
    ],
)
def test_unusable(data: bytes, phrase: str) -> None:
    with pytest.raises(InputError, match=phrase):
        FORMAT.read(data, "x")


def test_entities_do_not_multiply() -> None:
    names = "abcdefghijkl"
    more = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    bomb = f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{more}]><d>&l;</d>'.encode()
    with pytest.raises(InputError, match="is damaged"):
        FORMAT.read(with_parts({"word/document.xml": bomb}), "x")
