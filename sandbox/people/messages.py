"""What people write: messages, edits, deletions, reactions."""

from __future__ import annotations

from dataclasses import replace

from sandbox.message_changes import delete, edit, post, react
from sandbox.model import Channel, Message
from sandbox.workspace import Workspace


class NotPossible(ValueError):
    """Slack wouldn't let a person do this; the text says why."""


def say(
    ws: Workspace, person: str, channel_id: str, text: str, thread_ts: str | None = None
) -> Message:
    """Post a message as a person.

    Raises:
        NotPossible: the person can't post this there.
    """
    channel = own_channel(ws, person, channel_id)
    if channel.is_archived:
        raise NotPossible("is_archived")
    if not text.strip():
        raise NotPossible("no_text")
    if thread_ts and ws.messages.get(channel.id, thread_ts) is None:
        raise NotPossible("thread_not_found")
    if channel.kind == "im" and (not ws.app.messages_tab or ws.app.messages_read_only):
        raise NotPossible("messages_tab_disabled")
    extras = {"client_msg_id": ws.ids.secret()}
    return post(
        ws,
        Message(
            channel.id,
            ws.timestamp(),
            person,
            text,
            thread_ts=thread_ts,
            bot_id=ws.people[person].bot_id,
            extras=extras,
        ),
    )


def rewrite(ws: Workspace, person: str, channel: str, ts: str, text: str) -> Message:
    """Edit the person's own message.

    Raises:
        NotPossible: it isn't theirs, or they can't see it.
    """
    before = _own_message(ws, person, channel, ts)
    edited = {"user": person, "ts": ws.timestamp()}
    return edit(ws, before, replace(before, text=text, edited=edited))


def take_back(ws: Workspace, person: str, channel: str, ts: str) -> None:
    """Delete the person's own message.

    Raises:
        NotPossible: it isn't theirs, or they can't see it.
    """
    delete(ws, _own_message(ws, person, channel, ts))


def react_to(ws: Workspace, person: str, channel: str, ts: str, name: str, *, add: bool) -> None:
    """Add or remove a reaction.

    Raises:
        NotPossible: the person can't see the message.
    """
    message = ws.messages.get(own_channel(ws, person, channel).id, ts)
    if message is None:
        raise NotPossible("message_not_found")
    react(ws, message, person, name, add=add)


def own_channel(ws: Workspace, person: str, channel_id: str) -> Channel:
    """Return a channel that the person is in.

    Raises:
        NotPossible: the person isn't in it, or there is no such person.
    """
    channel = ws.conversations.get(channel_id)
    if person not in ws.people:
        raise NotPossible("user_not_found")
    if channel is None or person not in channel.members:
        raise NotPossible("channel_not_found")
    return channel


def visible_to(ws: Workspace, person: str, channel: str, ts: str) -> Message:
    """Return a message that the person can see.

    Raises:
        NotPossible: they can't see it.
    """
    message = ws.messages.get(own_channel(ws, person, channel).id, ts)
    if message is None or message.ephemeral_to not in (None, person):
        raise NotPossible("message_not_found")
    return message


def _own_message(ws: Workspace, person: str, channel: str, ts: str) -> Message:
    message = visible_to(ws, person, channel, ts)
    if message.user != person:
        raise NotPossible("cant_update_message")
    return message
