"""Building blocks of the refusal tables: a valid payload, one change, and where it must fail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.blocks import Surface
from tests.sandbox.blocks import examples
from tests.sandbox.blocks.example_objects import Json, option, plain

Row = tuple[Any, str, str]
"""What is changed; the pointer of the problem, after the group's prefix; words of the message."""


@dataclass(frozen=True)
class Group:
    """Rows that ``build`` turns into blocks; all their problems are under ``prefix``."""

    name: str
    build: Callable[[Any], Any]
    rows: list[Row]
    prefix: str = "/blocks/0"
    surface: Surface = "message"


def x(length: int) -> str:
    return "x" * length


def options(count: int) -> list[Json]:
    return [option(str(n)) for n in range(count)]


def example(name: str, surface: Surface, rows: list[Row]) -> Group:
    """Return a group that applies each row's fields to the example ``name``; None removes one."""
    tables = (examples.EVERYWHERE, examples.MESSAGE_AND_HOME, examples.MESSAGE, examples.MODAL)
    base = next(table[name] for table in tables if name in table)

    def build(fields: Json) -> list[Json]:
        return [{k: v for k, v in {**base, **fields}.items() if v is not None}]

    return Group(name, build, rows, surface=surface)


def accessory(kind: str, rows: list[Row], **common: Any) -> Group:
    """Return a group of elements of one kind next to a section's text."""

    def build(fields: Json) -> list[Json]:
        element = {"type": kind, **common, **fields}
        return [{"type": "section", "text": plain(), "accessory": element}]

    return Group(kind, build, rows, "/blocks/0/accessory")


def entry(kind: str, rows: list[Row], **common: Any) -> Group:
    """Return a group of elements of one kind in an input block."""

    def build(fields: Json) -> list[Json]:
        element = {"type": kind, **common, **fields}
        return [{"type": "input", "label": plain(), "element": element}]

    return Group(kind, build, rows, "/blocks/0/element", "modal")
