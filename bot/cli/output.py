"""Input and output of commands: results on stdout, everything else on stderr."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.errors import InputError

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", help="Read JSON lines from this file (- for stdin), print JSON lines."),
]


def print_json(value: Any) -> None:
    """Print a value as JSON on one line."""
    text = json.dumps(value, ensure_ascii=False)
    if not _printable(text):
        text = json.dumps(value)
    print(text, flush=True)  # noqa: T201 - the command's result


def print_text(text: str) -> None:
    """Print a result for people."""
    if not _printable(text):
        text = text.encode("ascii", "replace").decode()
    print(text, flush=True)  # noqa: T201 - the command's result


def _printable(text: str) -> bool:
    """Whether stdout can encode the text: lone surrogates never, on old terminals only ASCII."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def json_lines(path: Path, *keys: str) -> list[dict[str, Any]]:
    """Return the objects in a JSON Lines file, each with a string under one of ``keys``.

    All rows must share the key of the first. Everything is checked before any work starts; blank
    lines are skipped.

    Raises:
        InputError: the file can't be read, or a line is invalid; the message has its number.
    """
    rows: list[dict[str, Any]] = []
    for number, line in _lines(path):
        if line.strip():
            rows.append(_row(number, line, keys))
            keys = tuple(key for key in keys if key in rows[-1])
    return rows


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"There's no file {path}. Give a file of JSON lines.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} isn't UTF-8 text. Save it as UTF-8 JSON lines.") from None
    except OSError as error:
        raise InputError(f"Can't read {path} ({error.strerror}). Check the path.") from None
    return enumerate(text.split("\n"), 1)  # JSON strings may contain other line breaks


def _row(number: int, line: str, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not any(isinstance(row.get(key), str) for key in keys):
        wanted = '" or "'.join(keys)
        raise InputError(f'Line {number}: expected a JSON object with a "{wanted}" string.')
    return row
