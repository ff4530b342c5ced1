"""Finds the interactive elements of a message or view, and their values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.model import Json

# By element type: the field of its first value, and the field of its value in `state.values`.
FIELDS = {
    "plain_text_input": ("initial_value", "value"),
    "email_text_input": ("initial_value", "value"),
    "url_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "rich_text_input": ("initial_value", "rich_text_value"),
    "static_select": ("initial_option", "selected_option"),
    "external_select": ("initial_option", "selected_option"),
    "radio_buttons": ("initial_option", "selected_option"),
    "overflow": ("", "selected_option"),
    "checkboxes": ("initial_options", "selected_options"),
    "multi_static_select": ("initial_options", "selected_options"),
    "multi_external_select": ("initial_options", "selected_options"),
    "users_select": ("initial_user", "selected_user"),
    "multi_users_select": ("initial_users", "selected_users"),
    "channels_select": ("initial_channel", "selected_channel"),
    "multi_channels_select": ("initial_channels", "selected_channels"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "multi_conversations_select": ("initial_conversations", "selected_conversations"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "file_input": ("", "files"),
}
MANY = ("selected_options", "selected_users", "selected_channels", "selected_conversations")


def elements(blocks: list[Json] | None) -> Iterator[tuple[str, Json]]:
    """Yield every interactive element, with the id of its block."""
    for block in blocks or []:
        inside = [*(block.get("elements") or []), block.get("element"), block.get("accessory")]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block["block_id"], element


def find(
    blocks: list[Json] | None, action_id: str, block_id: str | None = None
) -> tuple[str, Json]:
    """Return the first element with that ``action_id``, and its block's id.

    Raises:
        LookupError: there is none.
    """
    for block, element in elements(blocks):
        if element["action_id"] == action_id and block_id in (None, block):
            return block, element
    offered = sorted({element["action_id"] for _, element in elements(blocks)})
    raise LookupError(f"no element {action_id!r} here; available: {offered}")


def build_state(element: Json, value: Any) -> Json:
    """Return an element's entry in ``state.values`` for ``value``.

    ``value`` is what a person means: text, an option's value or a list of them, a user's id; or an
    entry that is already complete.

    Raises:
        LookupError: there is no such option.
    """
    if isinstance(value, dict) and "type" in value:
        return value
    field = FIELDS[element["type"]][1]
    if field == "selected_option":
        value = None if value is None else _option(element, value)
    elif field == "selected_options":
        value = [_option(element, chosen) for chosen in value or []]
    elif field in MANY:
        value = list(value or [])
    return {"type": element["type"], field: value}


def initial_state(blocks: list[Json] | None) -> Json:
    """Return ``state.values`` of untouched blocks, by block and action."""
    values: Json = {}
    for block_id, element in elements(blocks):
        if element["type"] in FIELDS and element["type"] != "overflow":
            initial = element.get(FIELDS[element["type"]][0])
            values.setdefault(block_id, {})[element["action_id"]] = build_state(element, initial)
    return values


def missing_inputs(blocks: list[Json], values: Json) -> dict[str, str]:
    """Return Slack's error text for each input block that still needs an answer."""
    return {
        block["block_id"]: "Please complete this required field."
        for block in blocks
        if block.get("type") == "input"
        and not block.get("optional")
        and not _answered(values.get(block["block_id"], {}))
    }


def _answered(entries: Json) -> bool:
    return any(
        value not in (None, "", [])
        for entry in entries.values()
        for name, value in entry.items()
        if name != "type"
    )


def _option(element: Json, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    groups = [group["options"] for group in element.get("option_groups") or []]
    options = [*(element.get("options") or []), *(option for group in groups for option in group)]
    for option in options:
        if option.get("value") == value:
            return dict(option)
    if "external" in element["type"]:
        return {"text": {"type": "plain_text", "text": str(value)}, "value": str(value)}
    offered = [option.get("value") for option in options]
    raise LookupError(f"no option {value!r} in {element['action_id']!r}; available: {offered}")
