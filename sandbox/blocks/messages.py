"""Checks a list of blocks as a whole; ``check_blocks`` is the entry point."""

from collections import Counter
from collections.abc import Iterator

from sandbox.blocks.blocks import BLOCK, MARKDOWN_LIMIT
from sandbox.blocks.markdown import parts
from sandbox.blocks.rules import Items, Place, Problem, Surface
from sandbox.blocks.walk import Fields, each_block, each_value, too_deep

_MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_FAMILY = {"table": "table", "data_table": "table", "data_visualization": "data_visualization"}
_MOST_OF_A_FAMILY = {"table": 1, "data_visualization": 2}
"""Limits per message. Undocumented, but Slack refuses more: ``only_one_table_allowed``."""

_SHOWN = frozenset({"text", "title", "alt_text", "caption", "label", "name", "description"})
"""The fields whose strings people read; ids, values and addresses are not among them."""


def check_blocks(blocks: object, surface: Surface, at: str = "/blocks") -> list[Problem]:
    """Return everything Slack would refuse in ``blocks`` on this surface; empty if it accepts them.

    ``blocks`` can be any JSON value. Pointers begin with ``at``. Never raises.
    """
    place = Place(at, surface)
    if too_deep(blocks):
        return [place.problem("nested too deeply")]
    return [
        *Items(BLOCK, _MOST_BLOCKS[surface], least=0).check(blocks, place),
        *_whole(blocks, place),
    ]


def _whole(blocks: object, at: Place) -> Iterator[Problem]:
    yield from _repeated_ids(blocks, at)
    yield from _focused_twice(blocks, at)
    if at.surface == "message":
        yield from _too_much_markdown(blocks, at)
        yield from _too_many_parts(blocks, at)
        yield from _too_many_of_a_family(blocks, at)


def _repeated_ids(blocks: object, at: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for block, place in each_block(blocks, at):
        block_id = block.get("block_id")
        if not isinstance(block_id, str):
            continue
        if block_id in seen:
            yield (place / "block_id").problem(f"`block_id` must be unique: {block_id}")
        seen.add(block_id)


def _focused_twice(blocks: object, at: Place) -> Iterator[Problem]:
    focused = sum(name == "focus_on_load" and value is True for name, value in each_value(blocks))
    if focused > 1:
        yield at.problem("only one element can set `focus_on_load`")


def _too_much_markdown(blocks: object, at: Place) -> Iterator[Problem]:
    total = 0
    for block, place in each_block(blocks, at):
        text = block.get("text")
        if block.get("type") != "markdown" or not isinstance(text, str):
            continue
        alone_within, before = len(text) <= MARKDOWN_LIMIT, total
        total += len(text)
        if alone_within and before <= MARKDOWN_LIMIT < total:
            yield (place / "text").problem(
                f"all markdown blocks together must be less than {MARKDOWN_LIMIT + 1} characters"
            )


def _markdown_parts(block: Fields) -> list[str]:
    text = block.get("text")
    if block.get("type") != "markdown" or not isinstance(text, str):
        return []
    return list(parts(text[:MARKDOWN_LIMIT]))


def _too_many_parts(blocks: object, at: Place) -> Iterator[Problem]:
    most = _MOST_BLOCKS["message"]
    if not isinstance(blocks, list) or len(blocks) > most:
        return
    expanded = sum(len(_markdown_parts(b)) or 1 for b in blocks if isinstance(b, dict))
    if expanded > most:
        yield at.problem(f"no more than {most} items allowed")


def _families(block: Fields) -> Iterator[str]:
    kind = block.get("type")
    if isinstance(kind, str) and kind in _FAMILY:
        yield _FAMILY[kind]
    yield from (part for part in _markdown_parts(block) if part == "table")


def _too_many_of_a_family(blocks: object, at: Place) -> Iterator[Problem]:
    count: Counter[str] = Counter()
    for block, place in each_block(blocks, at):
        found = Counter(_families(block))
        count += found
        for family in found:
            most = _MOST_OF_A_FAMILY[family]
            if count[family] > most:
                yield place.problem(f"no more than {most} {family} blocks allowed in a message")


def total_characters(blocks: object) -> int:
    """Return how many characters the blocks show, all together.

    Slack refuses a message above about 13,200 with ``msg_blocks_too_long``.
    """
    return sum(
        len(value)
        for name, value in each_value(blocks)
        if name in _SHOWN and isinstance(value, str)
    )


def fallback_problems(text: object, blocks: object) -> list[Problem]:
    """Warn about blocks without a plain text for notifications and screen readers.

    Slack accepts such a message, so nothing is refused: show the warning to the app's author.
    """
    has_text = isinstance(text, str) and bool(text.strip())
    if has_text or not isinstance(blocks, list) or not blocks:
        return []
    return [Problem("/text", "blocks need a fallback `text` for notifications and screen readers")]
