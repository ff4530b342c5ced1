"""The Word format (.docx), read with mammoth, whose HTML keeps structure and drops appearance."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ingest.formats.format import Format
from ingest.outline import outline
from ingest.parsers.html import read_page
from ingest.parsers.markdown_writer import write
from knowledge.errors import InputError
from knowledge.model import Outline

_MAX_PARTS = 2_000
_MAX_XML = 8_000_000
"""Bytes of XML after unpacking, about 500 pages. Pictures are never read, so they don't count."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul > li > ul > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ol|ul > li > ol > li:fresh
"""
_HEADING = re.compile(r"(</?h)([1-5])(>)")


def _read(data: bytes, source: str) -> Outline:
    _check(data)
    html = _html(data)
    if '<h1 class="title">' in html:
        # Word's title ranks above its level 1 headings, so shift those down.
        html = _HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}", html)
    return outline(write(read_page(html)), source)


def _html(data: bytes) -> str:
    import mammoth

    try:
        result = mammoth.convert_to_html(
            BytesIO(data), style_map=_STYLES, convert_image=lambda _: [], external_file_access=False
        )
    except Exception as error:  # mammoth and zipfile raise many types for damaged files
        raise InputError("is damaged or not a Word document; save it again as .docx") from error
    return str(result.value)


def _check(data: bytes) -> None:
    """Refuse files that aren't Word documents or would unpack to too much data.

    Raises:
        InputError: one phrase that says what is wrong and what to do.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputError("is password-protected; save it without a password")
        raise InputError("is an old Word document; save it as .docx")
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        # zipfile raises NotImplementedError for an unknown compression method.
        raise InputError("is damaged or not a Word document; save it again as .docx") from error
    size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > _MAX_PARTS or size > _MAX_XML:
        raise InputError("unpacks to more than a document's size; split it up")


FORMAT = Format("Word", (".docx",), _read)
