"""How commands read lines and print results: JSON for machines on stdout, all else on stderr."""

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
    """One JSON document on one line."""
    text = json.dumps(value, ensure_ascii=False)
    if not _printable(text):
        text = json.dumps(value)
    print(text, flush=True)  # noqa: T201 - the command's result


def print_text(text: str) -> None:
    """A command's result for people."""
    if not _printable(text):
        text = text.encode("ascii", "replace").decode()
    print(text, flush=True)  # noqa: T201 - the command's result


def _printable(text: str) -> bool:
    """Whether stdout takes it: no terminal takes half a character, and an old one takes ASCII."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def json_lines(path: Path, *keys: str) -> list[dict[str, Any]]:
    """The objects of a JSON lines file, each with a text under one of ``keys``, the same in all.

    Raises ``InputError`` naming the first line that is none. Everything is read and checked before
    any work is done; blank lines are passed over.
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
        raise InputError(f"There is no file {path}; name one with JSON lines.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8 JSON lines.") from None
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}); check the path.") from None
    return enumerate(text.split("\n"), 1)  # JSON may hold other line breaks as they are


def _row(number: int, line: str, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not any(isinstance(row.get(key), str) for key in keys):
        wanted = '" or "'.join(keys)
        raise InputError(f'Line {number} is not a JSON object with a "{wanted}" text; mend it.')
    return row
