"""Reads messages and modals for dialogues."""

import json
from typing import Any

from sandbox.model import Json


def entered(view: Json, what: Any) -> Json:
    """Return a modal's state from words for its first input, or from values by block id."""
    inputs = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    values = what if isinstance(what, dict) else {next(iter(inputs)): what}
    return {block: {inputs[block]["action_id"]: value} for block, value in values.items()}


def searched(view: Json) -> tuple[str, str]:
    """Return the block id and action id of a modal's select with a search."""
    return next(
        (block["block_id"], block["element"]["action_id"])
        for block in view["blocks"]
        if "external" in block.get("element", {}).get("type", "")
    )


def label(element: Json) -> str:
    text = element["text"]
    return str(text["text"] if isinstance(text, dict) else text)


def words(message: Json) -> str:
    return json.dumps([message["text"], shown(message.get("blocks"))], ensure_ascii=False)


def shown(part: Any) -> Any:
    """Return a part of a message without the hidden values of its buttons."""
    if isinstance(part, dict):
        return {key: shown(value) for key, value in part.items() if key != "value"}
    return [shown(one) for one in part] if isinstance(part, list) else part


def has(shown: str, wanted: list[str]) -> None:
    for each in wanted:
        if each.startswith("!"):
            assert each[1:] not in shown, f"“{each[1:]}” is in {shown}"
        else:
            assert each in shown, f"“{each}” is not in {shown}"
