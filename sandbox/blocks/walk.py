"""Walks over payloads that nothing has judged yet: blocks within blocks, depth, and size."""

from collections.abc import Iterator

from sandbox.blocks.rules import Place

Fields = dict[str, object]

_CHILDREN = ("child_blocks", "elements", "tasks", "fallback")
_DEEPEST = 48
"""No block reaches half of this; beyond it Python's own recursion limit would be in reach."""


def each_block(blocks: object, at: Place) -> Iterator[tuple[Fields, Place]]:
    """Every object that could be a block, at the top or within a container, with its place."""
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, dict):
            yield block, at / index
            yield from _children(block, at / index)


def _children(block: Fields, at: Place) -> Iterator[tuple[Fields, Place]]:
    if block.get("type") in ("container", "carousel", "plan", "auth_provider"):
        for name in _CHILDREN:
            yield from each_block(block.get(name), at / name)


def each_value(value: object) -> Iterator[tuple[str, object]]:
    """Every value inside ``value`` with the field name it stands under. Any depth will do: the
    walk keeps its own stack."""
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
