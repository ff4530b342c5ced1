"""Parses the payloads of commands, clicks, submissions and shortcuts."""

from typing import Any

from bot.slack.api.destination import Destination
from bot.slack.routing.handlers import ActionCall, CommandCall, ShortcutCall, SubmissionCall

Body = dict[str, Any]


def person_of(body: Body) -> str:
    """Return the id of the person who clicked, submitted or typed; "" if there is none."""
    return str((body.get("user") or {}).get("id") or "")


def command_call(body: Body, team: str) -> CommandCall:
    """Parse a slash command.

    Raises:
        KeyError: the payload isn't a command.
    """
    return CommandCall(
        workspace=team,
        person=str(body["user_id"]),
        place=Destination(str(body["channel_id"])),
        text=str(body.get("text") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def action_call(body: Body, team: str) -> ActionCall:
    """Parse a click.

    Raises:
        KeyError: the payload isn't a click.
    """
    container, view = body.get("container") or {}, body.get("view") or {}
    message = body.get("message") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    clicked = body["actions"][0]
    chosen = clicked.get("selected_option") or {}
    return ActionCall(
        workspace=team,
        person=person_of(body),
        place=Destination(channel, message.get("thread_ts") or container.get("thread_ts") or ts)
        if channel and ts
        else None,
        message_ts=ts,
        ephemeral=bool(container.get("is_ephemeral")),
        value=str(clicked.get("value") or chosen.get("value") or ""),
        view_id=view.get("id"),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
        in_home=view.get("type") == "home",
        ticked=_ticked((body.get("state") or {}).get("values") or {}),
    )


def _ticked(values: Body) -> tuple[str, ...] | None:
    """Return the values of the ticked boxes in a message's state; None if there are no boxes."""
    boxes = [
        element
        for block in values.values()
        for element in block.values()
        if element.get("type") == "checkboxes"
    ]
    if not boxes:
        return None
    return tuple(
        str(option.get("value") or "") for box in boxes for option in box["selected_options"]
    )


def submission_call(body: Body, team: str) -> SubmissionCall:
    """Parse a submitted modal."""
    view = body.get("view") or {}
    return SubmissionCall(
        workspace=team,
        person=person_of(body),
        private_metadata=str(view.get("private_metadata") or ""),
        values=(view.get("state") or {}).get("values") or {},
        view_id=str(view.get("id") or ""),
    )


def shortcut_call(body: Body, team: str) -> ShortcutCall:
    """Parse the use of a message shortcut."""
    message = body.get("message") or {}
    return ShortcutCall(
        workspace=team,
        person=person_of(body),
        channel=str((body.get("channel") or {}).get("id") or ""),
        message_ts=str(message.get("ts") or ""),
        text=str(message.get("text") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )
