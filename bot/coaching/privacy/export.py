"""Everything stored about a person, as files they can keep. Pure."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from io import StringIO
from typing import Any

from bot.coaching.learning.entries import Level

StoredRecords = Mapping[str, Sequence[Any]]
"""Store name -> its records about a person: frozen dataclasses, oldest first."""

TIME_FIELDS = frozenset({"at", "since", "next_at", "planned_at", "touched_at", "planned"})
"""Fields that contain seconds since 1970."""
FORMULA = "=+-@＝＋－＠\t\r\n"
"""First characters that make a spreadsheet treat a cell as a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export."""

    name: str
    content: bytes


def export(kept: StoredRecords) -> tuple[ExportFile, ...]:
    """Return one JSON file with everything, and one CSV file per store for spreadsheets."""
    whole = json.dumps(as_dict(kept), ensure_ascii=False, indent=2)
    tables = [
        ExportFile(f"{name}.csv", as_csv(records)) for name, records in kept.items() if records
    ]
    return (ExportFile("skill-coach.json", _encoded(whole)), *tables)


def as_dict(kept: StoredRecords) -> dict[str, list[dict[str, Any]]]:
    """Return store name -> its records as plain values; times are ISO 8601 in UTC."""
    return {name: [_row(record) for record in records] for name, records in kept.items()}


def as_csv(records: Sequence[Any]) -> bytes:
    """Return a CSV file that spreadsheets open as text: UTF-8 with a BOM, and no cell a formula."""
    rows = [_row(record) for record in records]
    written = StringIO()
    names = dict.fromkeys(name for row in rows for name in row)
    table = csv.DictWriter(written, list(names), lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + _encoded(written.getvalue())


def _row(record: Any) -> dict[str, Any]:
    return {f.name: _plain(f.name, getattr(record, f.name)) for f in fields(record)}


def _plain(name: str, value: object) -> object:
    if isinstance(value, Level):
        return value.label
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return _row(value)
    if isinstance(value, tuple):
        return [_plain("", each) for each in value]
    if name in TIME_FIELDS and isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC).isoformat()
    return value


def _cell(value: object) -> str:
    """Return text that no spreadsheet runs: an apostrophe precedes what looks like a formula."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, list):
        text = " ".join(map(str, value))
    elif isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False)
    begins = text.lstrip(" \u00a0\ufeff")[:1] or text[:1]
    return f"'{text}" if begins and begins in FORMULA else text


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
