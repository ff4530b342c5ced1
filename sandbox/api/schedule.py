"""chat.scheduleMessage: messages for later, on the workspace's clock."""

from __future__ import annotations

from dataclasses import replace

from sandbox.api.access import writable_channel
from sandbox.api.arguments import Arguments
from sandbox.api.chat import WRITE, build_message
from sandbox.api.method import Method
from sandbox.message_changes import post
from sandbox.model import Channel, Json
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

FARTHEST_SECONDS = 120 * 86_400
WINDOW_SECONDS = 300
MOST_IN_WINDOW = 30


def schedule_message(ws: Workspace, args: Arguments) -> Json:
    channel = writable_channel(ws, args.text("channel"))
    post_at = args.integer("post_at", 0)
    if post_at <= ws.now():
        raise Refused("time_in_past")
    if post_at > ws.now() + FARTHEST_SECONDS:
        raise Refused("time_too_far")
    _check_window(ws, channel, post_at)
    message = build_message(ws, channel, args)
    identifier = ws.ids.make("Q")
    ws.scheduled[identifier] = (post_at, message)
    # Slack accepts a scheduled message with metadata, but never posts it.
    if message.metadata is None:
        ws.clock.at(post_at, lambda: _post_scheduled(ws, identifier))
    return {
        "channel": channel.id,
        "scheduled_message_id": identifier,
        "post_at": post_at,
        "message": ws.messages.as_json(message),
    }


def scheduled_messages(ws: Workspace, args: Arguments) -> Json:
    channel = args.optional("channel")
    waiting = [
        {"id": identifier, "channel_id": message.channel, "post_at": due, "text": message.text}
        for identifier, (due, message) in ws.scheduled.items()
        if channel in (None, message.channel)
    ]
    return {"scheduled_messages": waiting, "response_metadata": {"next_cursor": ""}}


def delete_scheduled(ws: Workspace, args: Arguments) -> Json:
    waiting = ws.scheduled.get(args.text("scheduled_message_id"))
    if waiting is None or waiting[1].channel != args.text("channel"):
        raise Refused("invalid_scheduled_message_id")
    del ws.scheduled[args.text("scheduled_message_id")]
    return {}


def _check_window(ws: Workspace, channel: Channel, post_at: int) -> None:
    near = [
        due
        for due, other in ws.scheduled.values()
        if other.channel == channel.id and abs(due - post_at) < WINDOW_SECONDS
    ]
    if len(near) >= MOST_IN_WINDOW:
        raise Refused("restricted_too_many")


def _post_scheduled(ws: Workspace, identifier: str) -> None:
    waiting = ws.scheduled.pop(identifier, None)
    if waiting is not None:
        post(ws, replace(waiting[1], ts=ws.timestamp()))


METHODS = (
    Method("chat.scheduleMessage", schedule_message, WRITE, ("channel", "post_at")),
    Method("chat.scheduledMessages.list", scheduled_messages),
    Method(
        "chat.deleteScheduledMessage",
        delete_scheduled,
        WRITE,
        ("channel", "scheduled_message_id"),
    ),
)
