"""Blocks of data: table, data_table and data_visualization.

Sources: docs.slack.dev/reference/block-kit/blocks/{table,data-table,data-visualization}-block.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sandbox.blocks.composition import ANY_TEXT, IDENTIFIER
from sandbox.blocks.relations import Distinct
from sandbox.blocks.rich_text import RICH_TEXT_SHAPE
from sandbox.blocks.rules import (
    Choice,
    Flag,
    Items,
    Number,
    OneOf,
    OrNull,
    Place,
    Problem,
    Shape,
    Surface,
    Text,
)

_IN_TABLES: frozenset[Surface] = frozenset({"message", "home"})
_IN_MESSAGES: frozenset[Surface] = frozenset({"message"})
MAX_COLUMNS = 20

_ANY_NUMBER = Number(decimals=True)
_PLAIN_CELLS = {
    "raw_text": Shape({"text": ANY_TEXT}, ("text",)),
    "raw_number": Shape({"value": _ANY_NUMBER, "text": ANY_TEXT}, ("value",)),
}
_CELL = OneOf({**_PLAIN_CELLS, "rich_text": RICH_TEXT_SHAPE})
_COLUMN = Shape({"align": Choice(("left", "center", "right")), "is_wrapped": Flag()})


def _rows(fields: Mapping[str, object]) -> list[list[object]]:
    rows = fields.get("rows")
    return [r for r in rows if isinstance(r, list)] if isinstance(rows, list) else []


@dataclass(frozen=True, slots=True)
class _SameLength:
    """Every row has as many cells as the first."""

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        rows = _rows(fields)
        for index, row in enumerate(rows):
            if len(row) != len(rows[0]):
                yield (at / "rows" / index).problem("all rows must have the same number of cells")


@dataclass(frozen=True, slots=True)
class _PlainHeader:
    """The first row, which names the columns, contains no rich text."""

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        for index, cell in enumerate(next(iter(_rows(fields)), [])):
            if isinstance(cell, dict) and cell.get("type") == "rich_text":
                yield (at / "rows" / 0 / index / "type").problem("unsupported type: rich_text")


@dataclass(frozen=True, slots=True)
class _LabelsAreCategories:
    """Each series gives one value for each category of the axis."""

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        axis, series = fields.get("axis_config"), fields.get("series")
        categories = axis.get("categories") if isinstance(axis, dict) else None
        for index, one in enumerate(series if isinstance(series, list) else ()):
            data = one.get("data") if isinstance(one, dict) else None
            if not isinstance(data, list) or not isinstance(categories, list):
                continue
            if [p.get("label") for p in data if isinstance(p, dict)] != categories:
                yield (at / "series" / index / "data").problem(
                    "labels must match the categories of `axis_config`"
                )


TABLE = Shape(
    {
        "block_id": IDENTIFIER,
        "rows": Items(Items(_CELL, MAX_COLUMNS), 100),
        "column_settings": Items(OrNull(_COLUMN), MAX_COLUMNS, least=0),
    },
    ("rows",),
    surfaces=_IN_TABLES,
)

DATA_TABLE = Shape(
    {
        "block_id": IDENTIFIER,
        "caption": ANY_TEXT,
        "rows": Items(Items(_CELL, MAX_COLUMNS), 101, least=2),
        "page_size": Number(1, 100),
        "row_header_column_index": Number(0, MAX_COLUMNS - 1),
    },
    ("rows", "caption"),
    (_SameLength(), _PlainHeader()),
    surfaces=_IN_MESSAGES,
)

_LABEL = Text(20)
_AXIS_TITLE = Text(50)
_POINT = Shape({"label": _LABEL, "value": _ANY_NUMBER}, ("label", "value"))
_SERIES = Shape({"name": _LABEL, "data": Items(_POINT, 20)}, ("name", "data"))
_AXIS = Shape(
    {"categories": Items(_LABEL, 20), "x_label": _AXIS_TITLE, "y_label": _AXIS_TITLE},
    ("categories",),
)
_AXIS_CHART = Shape(
    {"series": Items(_SERIES, 6), "axis_config": _AXIS},
    ("series", "axis_config"),
    (Distinct("series", "name"), _LabelsAreCategories()),
)
_PIE = Shape({"segments": Items(_POINT, 6)}, ("segments",))

DATA_VISUALIZATION = Shape(
    {
        "block_id": IDENTIFIER,
        "title": Text(50),
        "chart": OneOf({"pie": _PIE, "bar": _AXIS_CHART, "area": _AXIS_CHART, "line": _AXIS_CHART}),
    },
    ("title", "chart"),
    surfaces=_IN_MESSAGES,
)
