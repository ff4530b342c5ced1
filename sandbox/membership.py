"""Joining and leaving channels, and the events that the app hears of it."""

from __future__ import annotations

from sandbox.changes import Change
from sandbox.model import Channel
from sandbox.workspace import Workspace


def join(ws: Workspace, channel: Channel, member: str) -> Channel:
    """Add a member; the app hears of it when it is in the channel, or just came."""
    if member in channel.members:
        return channel
    channel = ws.conversations.join(channel, member)
    _announce(ws, "member_joined_channel", channel, member)
    return channel


def leave(ws: Workspace, channel: Channel, member: str) -> Channel:
    """Take a member out of a channel."""
    if member not in channel.members:
        return channel
    _announce(ws, "member_left_channel", channel, member)
    return ws.conversations.leave(channel, member)


def _announce(ws: Workspace, kind: str, channel: Channel, member: str) -> None:
    ws.changes.publish(Change("channel", channel.id))
    if ws.bot_user in channel.members:
        event = {
            "type": kind,
            "user": member,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "channel" else "G",
            "team": ws.team.id,
            "event_ts": ws.timestamp(),
        }
        ws.emit(kind, event)
