"""Checks a message's text, Markdown and blocks the way Slack does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.blocks import Problem, check_blocks, total_characters
from sandbox.model import Json
from sandbox.refusal import Refused

BLOCK_CHARACTERS = 13_200
MARKDOWN_LIMIT = 12_000
TEXT_LIMIT = 40_000
UPDATE_TEXT_LIMIT = 4_000


def validate_blocks(blocks: Any) -> list[Json] | None:
    """Return the blocks if they are valid, or None if there are none.

    Raises:
        Refused: a block is invalid, or the blocks are too long together.
    """
    if blocks is None or blocks == []:
        return None
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = check_blocks(blocks, "message")
    if problems:
        raise Refused("invalid_blocks", messages=format_problems(problems))
    if total_characters(blocks) > BLOCK_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    return blocks


def format_problems(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as Slack writes them in ``response_metadata.messages``."""
    return [
        f"[ERROR] {problem.message} [json-pointer:{problem.pointer or '/'}]" for problem in problems
    ]


def validate_text(text: str, limit: int | None = None) -> str:
    """Return the text, cut at 40,000 characters.

    Raises:
        Refused: the text is longer than ``limit``.
    """
    if limit is not None and len(text) > limit:
        raise Refused("msg_too_long")
    return text[:TEXT_LIMIT]


def validate_markdown(text: str) -> list[Json]:
    """Return the blocks for a ``markdown_text``.

    Raises:
        Refused: the text is too long.
    """
    if len(text) > MARKDOWN_LIMIT:
        raise Refused("msg_too_long")
    return [{"type": "markdown", "text": text}]


def fill_ids(blocks: Iterable[Json], make: Callable[[str], str]) -> list[Json]:
    """Return the blocks with every missing ``block_id`` and ``action_id`` filled in."""
    return [
        {**_with_action_ids(block, make), "block_id": block.get("block_id") or make("b")}
        for block in blocks
    ]


def _with_action_ids(block: Json, make: Callable[[str], str]) -> Json:
    filled = dict(block)
    if isinstance(block.get("elements"), list) and block.get("type") in (
        "actions",
        "context_actions",
    ):
        filled["elements"] = [_with_action_id(element, make) for element in block["elements"]]
    for name in ("element", "accessory"):
        if isinstance(block.get(name), Mapping) and block[name].get("type") != "image":
            filled[name] = _with_action_id(block[name], make)
    return filled


def _with_action_id(element: Json, make: Callable[[str], str]) -> Json:
    return {**element, "action_id": element.get("action_id") or make("a")}
