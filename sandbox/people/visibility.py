"""What a person sees in a channel."""

from __future__ import annotations

from sandbox.model import Json, Message
from sandbox.workspace import Workspace


def render_message(ws: Workspace, message: Message) -> Json:
    """Return a message as a client shows it: Slack's JSON, its channel and temporary states."""
    written = ws.messages.as_json(message) | {"channel": message.channel}
    if message.ephemeral_to:
        written |= {"ephemeral": True, "ephemeral_to": message.ephemeral_to}
    if message.streaming:
        written["streaming"] = True
    if message.subtype == "tombstone":
        written["deleted"] = True
    return written


def channel_messages(
    ws: Workspace, channel: str, thread_ts: str | None = None, person: str | None = None
) -> list[Json]:
    """Return a channel's top level, or one thread with its root, oldest first.

    With ``person``, leave out messages that are ephemeral for others.
    """
    found = [
        message
        for message in ws.messages.all(channel)
        if person is None or message.ephemeral_to in (None, person)
    ]
    if thread_ts:
        found = [message for message in found if thread_ts in (message.ts, message.thread_ts)]
    else:
        found = [message for message in found if not message.is_reply or message.broadcast]
    return [render_message(ws, message) for message in found]
