"""What a message may say: text, Markdown and blocks, checked as Slack checks them."""

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


def checked_blocks(blocks: Any) -> list[Json] | None:
    """Valid blocks with every id filled in, or None for none. Raises Refused."""
    if blocks is None or blocks == []:
        return None
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = check_blocks(blocks, "message")
    if problems:
        raise Refused("invalid_blocks", messages=explained(problems))
    if total_characters(blocks) > BLOCK_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    return blocks


def explained(problems: Iterable[Problem]) -> list[str]:
    """Problems in the words of Slack's `response_metadata.messages`."""
    return [
        f"[ERROR] {problem.message} [json-pointer:{problem.pointer or '/'}]" for problem in problems
    ]


def checked_text(text: str, limit: int | None = None) -> str:
    """Text within Slack's limit: refused beyond `limit`, cut at 40,000 when there is none."""
    if limit is not None and len(text) > limit:
        raise Refused("msg_too_long")
    return text[:TEXT_LIMIT]


def checked_markdown(text: str) -> list[Json]:
    """The blocks of a `markdown_text`."""
    if len(text) > MARKDOWN_LIMIT:
        raise Refused("msg_too_long")
    return [{"type": "markdown", "text": text}]


def with_ids(blocks: Iterable[Json], make: Callable[[str], str]) -> list[Json]:
    """The blocks with a `block_id` each and an `action_id` on each element that people use."""
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
