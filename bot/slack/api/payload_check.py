"""Whether a posted body has the shape that Slack sends. Pure.

Bolt reads many parts of a payload without looking at their type, and answers what it can't read
with a 500: Slack would then deliver the same again. Such a body is refused here instead.
"""

import json
from typing import Any
from urllib.parse import parse_qs

OBJECTS = (
    *("event", "view", "container", "message", "previous_message", "item", "assistant_thread"),
    *("function_data",),
)
TEXTS = (
    *("type", "subtype", "event_id", "team_id", "enterprise_id", "user_id", "channel_id", "bot_id"),
    *("ts", "thread_ts", "user_team", "command", "callback_id", "trigger_id", "response_url"),
    *("context_team_id", "context_enterprise_id", "app_installed_team_id", "ssl_check", "token"),
)
EITHER = ("team", "user", "channel", "enterprise")
"""A text in events, an object with an id in interactions."""
LISTS = ("actions", "authorizations", "response_urls")
NEVER_NULL = ("event", "view")
NEEDED = {
    "event_callback": "event",
    "block_actions": "actions",
    "interactive_message": "actions",
    "view_submission": "view",
    "view_closed": "view",
}


def malformed(body: bytes, content_type: str) -> str | None:
    """What is wrong with a body, or None where it may be handed to Bolt."""
    try:
        payload = _payload(body.decode("utf-8"), content_type)
    except (ValueError, RecursionError):
        return "The body is neither JSON nor a form in UTF-8."
    if not isinstance(payload, dict) or not payload:
        return "The body is not a JSON object or a form."
    if "command" in payload and not ("user_id" in payload and "channel_id" in payload):
        return "The command lacks its user or channel."
    return _misshapen(payload) or _lacking(payload)


def _payload(text: str, content_type: str) -> Any:
    """The body as Bolt will read it: JSON, the JSON in a form, or the form itself."""
    if content_type.partition(";")[0].strip() == "application/json" or text.startswith("{"):
        return json.loads(text)
    form = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}
    return json.loads(form["payload"]) if "payload" in form else form


def _lacking(payload: dict[str, Any]) -> str | None:
    """Which part is missing that the handling of this type starts from."""
    kind = payload.get("type")
    name = NEEDED.get(kind) if isinstance(kind, str) else None
    if name and not payload.get(name):
        return f"There is no “{name}” in it."
    if "event" in payload and not isinstance((payload["event"] or {}).get("type"), str):
        return "The event has no type."
    if kind == "block_actions" and not isinstance(payload.get("user"), dict):
        return "The click has no user."
    return None


def _misshapen(part: dict[str, Any]) -> str | None:
    """Which part within is of another type than Slack's."""
    for name, value in part.items():
        if value is None and name not in NEVER_NULL:
            continue
        if not _fits(name, value):
            return f"“{name}” is not of the form that Slack sends."
        inner = [value] if isinstance(value, dict) and name in OBJECTS else []
        inner += value if name in LISTS else []
        for one in inner:
            if problem := _misshapen(one):
                return problem
    return None


def _fits(name: str, value: Any) -> bool:
    if name in OBJECTS:
        return isinstance(value, dict)
    if name in TEXTS:
        return isinstance(value, str)
    if name in EITHER:
        return isinstance(value, str) or (isinstance(value, dict) and _misshapen(value) is None)
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return True
