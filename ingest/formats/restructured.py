"""The reStructuredText format, read with docutils. Sphinx's own directives are skipped."""

from io import StringIO

from ingest.formats.format import Format, decode
from ingest.outline import outline
from ingest.parsers.html import read_page
from ingest.parsers.markdown_writer import write
from knowledge.errors import InputError
from knowledge.model import Outline

_LONGEST = 300_000
"""Characters, about 150 pages: docutils is quadratic in the number of sections."""
_LONGEST_LINE = 10_000
_SETTINGS = {
    "_disable_config": True,
    "embed_stylesheet": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "line_length_limit": _LONGEST_LINE,
    "math_output": "LaTeX",
    "raw_enabled": False,
    "report_level": 5,
    "stylesheet_path": "",
    "syntax_highlight": "none",
}
"""Read only the text, include no other files, and ignore docutils' warnings."""


def _read(data: bytes, source: str) -> Outline:
    text = decode(data)
    if len(text) > _LONGEST:
        raise InputError(f"has more than {_LONGEST:,} characters; split it up")
    if any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        # docutils would discard the whole document.
        raise InputError(f"has a line of more than {_LONGEST_LINE:,} characters; break it up")
    return outline(write(read_page(_html(text))), source)


def _html(text: str) -> str:
    from docutils.core import publish_parts

    settings = {**_SETTINGS, "warning_stream": StringIO()}
    try:
        parts = publish_parts(text, writer="html5", settings_overrides=settings)
    except RecursionError as error:
        raise InputError("is nested too deeply; flatten its lists and quotes") from error
    return str(parts["html_body"])


FORMAT = Format("reStructuredText", (".rst",), _read)
