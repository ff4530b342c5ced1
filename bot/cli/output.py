"""How commands read lines and print results: JSON for machines on stdout, all else on stderr."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.errors import InputError

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", help="Read JSON lines from this file (- for stdin), print JSON lines."),
]
LONGEST_LINE = 1_000_000


def print_json(value: Any) -> None:
    """One JSON document on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)  # noqa: T201 - the command's result


def print_text(text: str) -> None:
    """A command's result for people."""
    print(text, flush=True)  # noqa: T201 - the command's result


def json_lines(path: Path, key: str) -> list[dict[str, Any]]:
    """The objects of a JSON lines file. Raises ``InputError`` naming the first line that is none.

    Everything is read and checked before any work is done; blank lines are passed over.
    """
    return [_row(number, line, key) for number, line in _lines(path) if line.strip()]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"There is no file {path}; name one with JSON lines.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8 JSON lines.") from None
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}); check the path.") from None
    return enumerate(text.splitlines(), 1)


def _row(number: int, line: str, key: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get(key), str):
        raise InputError(f'Line {number} is not a JSON object with a "{key}" text; mend that line.')
    return row
