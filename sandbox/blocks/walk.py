"""Walks over unchecked payloads: blocks within blocks, depth, and size."""

from collections.abc import Iterator

from sandbox.blocks.rules import Place

Fields = dict[str, object]

_CHILDREN = ("child_blocks", "elements", "tasks", "fallback")
_DEEPEST = 48
"""No block nests half as deep; much deeper would come close to Python's recursion limit."""


def each_block(blocks: object, at: Place) -> Iterator[tuple[Fields, Place]]:
    """Yield every object that could be a block, top-level or within a container, with its place."""
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, dict):
            yield block, at / index
            yield from _children(block, at / index)


def _children(block: Fields, at: Place) -> Iterator[tuple[Fields, Place]]:
    if block.get("type") in ("container", "carousel", "plan", "auth_provider"):
        for name in _CHILDREN:
            yield from each_block(block.get(name), at / name)


def each_value(value: object) -> Iterator[tuple[str, object]]:
    """Yield every value inside ``value`` with the name of its field.

    It works at any depth, because it keeps its own stack.
    """
    stack: list[tuple[str, object]] = [("", value)]
    while stack:
        name, current = stack.pop()
        yield name, current
        if isinstance(current, dict):
            stack.extend((str(key), inner) for key, inner in current.items())
        elif isinstance(current, list):
            stack.extend((name, inner) for inner in current)


def too_deep(value: object) -> bool:
    """Whether ``value`` nests deeper than any block does."""
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
