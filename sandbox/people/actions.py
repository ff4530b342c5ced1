"""Turns a person's click or choice into an entry of ``actions`` and a view's state."""

from __future__ import annotations

import re

from sandbox.model import Json
from sandbox.people import elements
from sandbox.people.messages import NotPossible
from sandbox.views import View
from sandbox.workspace import Workspace


def find_element(blocks: list[Json] | None, action: Json) -> tuple[str, Json]:
    """Return the element that an action names, and its block's id.

    Raises:
        NotPossible: there is no such element.
    """
    try:
        return elements.find(blocks, action["action_id"], action.get("block_id"))
    except LookupError as missing:
        raise NotPossible(str(missing)) from missing


def build_action(element: Json, block_id: str, action: Json, action_ts: str) -> Json:
    """Return an entry of ``actions`` from the element's own fields and the person's input."""
    own: Json = {name: element[name] for name in ("text", "value") if name in element}
    about = {"type": element["type"], "block_id": block_id, "action_ts": action_ts}
    return {**own, **action, **about}


def apply_action(values: Json, done: Json) -> Json:
    """Return ``state.values`` after an action, changed only by elements that have a value."""
    field = elements.FIELDS.get(done["type"], ("", ""))[1]
    if field not in done or done["type"] == "overflow":
        return values
    entry = {"type": done["type"], field: done[field]}
    block = {**values.get(done["block_id"], {}), done["action_id"]: entry}
    return {**values, done["block_id"]: block}


def merge_state(view: View, state: Json | None) -> Json:
    """Return a view's ``state.values``: initial values, then stored ones, then ``state``."""
    values = elements.initial_state(view.payload["blocks"])
    for newer in (view.values, (state or {}).get("values", {})):
        for block_id, entries in newer.items():
            if block_id in values:
                values[block_id] = {**values[block_id], **entries}
    return values


def escape_mentions(ws: Workspace, text: str) -> str:
    """Replace ``@name``, ``@Real Name`` and ``#channel`` by ids with names, as commands may ask."""
    for person in ws.people.values():
        real = rf"@{re.escape(person.real_name)}(?!\w)"
        text = re.sub(real, f"@{person.name}", text, flags=re.IGNORECASE)
    by_name = {person.name: person.id for person in ws.people.values()}
    channels = {channel.name: channel.id for channel in ws.conversations}

    def mark(found: re.Match[str]) -> str:
        known = by_name if found[1] == "@" else channels
        return f"<{found[1]}{known[found[2]]}|{found[2]}>" if found[2] in known else found[0]

    return re.sub(r"([@#])([\w.-]+)", mark, text)
