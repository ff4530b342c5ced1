"""Posts, edits and deletes messages, and sends the app the events for it."""

from __future__ import annotations

import re
from dataclasses import replace

from sandbox.changes import Change
from sandbox.messages import message_fields
from sandbox.model import Channel, Json, Message
from sandbox.workspace import Workspace

SUBSCRIPTIONS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def post(ws: Workspace, message: Message) -> Message:
    """Add a new message to its channel and notify everyone who should hear about it."""
    ws.messages.put(message)
    publish_change(ws, "message", message)
    if message.bot_id == ws.bot_id and message.thread_ts:
        ws.assistant.set_status(message.channel, message.thread_ts, "")
    if not message.ephemeral_to:
        _announce(ws, message)
    return message


def edit(ws: Workspace, before: Message, after: Message) -> Message:
    """Replace a message and send ``message_changed``."""
    ws.messages.put(after)
    publish_change(ws, "message_changed", after)
    if not after.ephemeral_to:
        details = {"message": _in_event(ws, after), "previous_message": _in_event(ws, before)}
        _announce_change(ws, after, "message_changed", details)
    return after


def delete(ws: Workspace, message: Message) -> None:
    """Remove a message and send ``message_deleted``; a root with replies leaves a tombstone."""
    if ws.messages.replies(message.channel, message.ts) and not message.is_reply:
        ws.messages.put(
            Message(
                message.channel,
                message.ts,
                "USLACKBOT",
                "This message was deleted.",
                subtype="tombstone",
                thread_ts=message.thread_ts,
            )
        )
    else:
        ws.messages.remove(message)
    publish_change(ws, "message_deleted", message)
    if not message.ephemeral_to:
        details = {"deleted_ts": message.ts, "previous_message": _in_event(ws, message)}
        _announce_change(ws, message, "message_deleted", details)


def react(ws: Workspace, message: Message, user: str, name: str, *, add: bool) -> None:
    """Add or remove one person's reaction."""
    pair = (name, user)
    kept = tuple(reaction for reaction in message.reactions if reaction != pair)
    after = replace(message, reactions=(*kept, pair) if add else kept)
    ws.messages.put(after)
    publish_change(ws, "message_changed", after)
    kind = "reaction_added" if add else "reaction_removed"
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": ws.timestamp(),
    }
    if ws.bot_user in _channel(ws, message).members:
        ws.emit(kind, event)


def publish_change(ws: Workspace, kind: str, message: Message) -> None:
    """Tell the page that a message is new, changed or gone."""
    ws.changes.publish(
        Change(kind, message.channel, message.ts, message.thread_ts, message.ephemeral_to)
    )


def _announce(ws: Workspace, message: Message) -> None:
    channel = _channel(ws, message)
    if ws.bot_user not in channel.members:
        return
    event = {
        **_in_event(ws, message),
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": channel.kind,
    }
    ws.emit(SUBSCRIPTIONS[channel.kind], event)
    # "<@U_APP>" or "<@U_APP|coach>"
    mentioned = re.search(rf"<@{re.escape(ws.bot_user)}(\|[^>]*)?>", message.text)
    if mentioned and channel.kind != "im" and message.user != ws.bot_user:
        mention = {name: value for name, value in event.items() if name != "channel_type"}
        ws.emit("app_mention", mention | {"type": "app_mention"})


def _announce_change(ws: Workspace, message: Message, subtype: str, details: Json) -> None:
    channel = _channel(ws, message)
    if ws.bot_user not in channel.members:
        return
    stamp = ws.timestamp()
    event = {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        **details,
        "channel": channel.id,
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": channel.kind,
    }
    ws.emit(SUBSCRIPTIONS[channel.kind], event)


def _in_event(ws: Workspace, message: Message) -> Json:
    """Return a message for an event, with its team and the author of its thread's root."""
    written = {**message_fields(message), "team": ws.team.id}
    if message.bot_id == ws.bot_id:
        written["app_id"] = ws.app.id
    root = ws.messages.get(message.channel, message.thread_ts) if message.thread_ts else None
    if message.is_reply and root:
        written["parent_user_id"] = root.user
    return written


def _channel(ws: Workspace, message: Message) -> Channel:
    channel = ws.conversations.get(message.channel)
    if channel is None:
        raise LookupError(f"message {message.ts} is in no channel of this workspace")
    return channel
