"""Reads a call's arguments from query, form or JSON, with the types that a method expects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from sandbox.model import Json
from sandbox.refusal import Refused

FORM = "application/x-www-form-urlencoded"


class Arguments:
    """The arguments of one call: always text in query and form, any type in JSON."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def require(self, names: tuple[str, ...]) -> None:
        missing = [name for name in names if name not in self]
        if missing:
            raise invalid_arguments(*(f"missing required field: {name}" for name in missing))

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if isinstance(value, dict | list):
            raise invalid_arguments(f"must be a string [json-pointer:/{name}]")
        return str(value)

    def optional(self, name: str) -> str | None:
        return self.text(name) or None

    def flag(self, name: str, default: bool = False) -> bool:
        return str(self.values.get(name, default)).lower() in ("1", "true")

    def integer(self, name: str, default: int) -> int:
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            raise invalid_arguments(f"must be an integer [json-pointer:/{name}]") from None

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """Return a list or an object, given as such or as JSON text; None if it is absent.

        Raises:
            Refused: the text isn't JSON; the code is ``error``.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(error) from None


def invalid_arguments(*messages: str) -> Refused:
    """Return an ``invalid_arguments`` refusal with Slack's explanation."""
    return Refused("invalid_arguments", messages=[f"[ERROR] {message}" for message in messages])


def read_body(content_type: str, body: bytes) -> Json:
    """Return the arguments in a request's body.

    Raises:
        Refused: Slack couldn't read the body.
    """
    if not body:
        return {}
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return _read_json(body)
    if kind == FORM:
        return _read_form(body)
    raise Refused("invalid_post_type" if kind else "missing_post_type")


def _read_json(body: bytes) -> Json:
    try:
        values = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(values, dict):
        raise Refused("json_not_object")
    return values


def _read_form(body: bytes) -> Json:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        raise Refused("invalid_form_data") from None
    return dict(pairs)
