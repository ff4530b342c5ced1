"""conversations: channels, their members and their history."""

from __future__ import annotations

from sandbox.api.access import (
    SCOPE_PREFIX,
    known_person,
    paginate,
    readable_channel,
    refuse_bot,
    require_scope,
    visible_channel,
)
from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.method import Method
from sandbox.changes import Change
from sandbox.model import Channel, Json, Message
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

READ_ANY = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY_ANY = ("channels:history", "groups:history", "im:history", "mpim:history")
KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def conversation(ws: Workspace, channel: Channel) -> Json:
    """Return a channel object as Slack writes it."""
    written: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "context_team_id": ws.team.id,
    }
    if channel.kind == "im":
        return written | {"user": next(iter(channel.members - {ws.bot_user}), ws.bot_user)}
    return written | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": channel.id == "C_GENERAL",
        "is_member": ws.bot_user in channel.members,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def conversations_open(ws: Workspace, args: Arguments) -> Json:
    if "channel" in args:
        channel = visible_channel(ws, args.text("channel"))
    else:
        users = [user.strip() for user in args.text("users").split(",") if user.strip()]
        if not users:
            raise Refused("users_list_not_supplied")
        require_scope(ws, "im:write" if len(users) == 1 else "mpim:write")
        for user in users:
            refuse_bot(known_person(ws, user))
        channel = ws.conversations.direct({*users, ws.bot_user}, ws.now())
    full = args.flag("return_im")
    return {"channel": conversation(ws, channel) if full else {"id": channel.id}}


def conversations_info(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    require_scope(ws, f"{SCOPE_PREFIX[channel.kind]}:read")
    return {"channel": conversation(ws, channel)}


def conversations_list(ws: Workspace, args: Arguments) -> Json:
    types = args.text("types", "public_channel").split(",")
    if not set(types) <= set(KINDS):
        raise Refused("invalid_types")
    wanted = {KINDS[kind] for kind in types}
    found = [
        conversation(ws, channel)
        for channel in ws.conversations
        if channel.kind in wanted
        and (channel.kind == "channel" or ws.bot_user in channel.members)
        and not (channel.is_archived and args.flag("exclude_archived"))
    ]
    part, cursor = paginate(args, len(found), default=100, most=1000)
    return {"channels": found[part], "response_metadata": {"next_cursor": cursor}}


def conversations_history(ws: Workspace, args: Arguments) -> Json:
    channel = readable_channel(ws, args.text("channel"))
    shown = [
        message
        for message in reversed(ws.messages.all(channel.id))
        if not message.ephemeral_to and (not message.is_reply or message.broadcast)
    ]
    return _messages(ws, args, _in_time(args, shown), default=100)


def conversations_replies(ws: Workspace, args: Arguments) -> Json:
    channel = readable_channel(ws, args.text("channel"))
    root = ws.messages.get(channel.id, args.text("ts"))
    if root is None or root.ephemeral_to:
        raise Refused("thread_not_found")
    replies = [] if root.is_reply else ws.messages.replies(channel.id, root.ts)
    return _messages(ws, args, [root, *_in_time(args, replies)], default=1000)


def conversations_members(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    require_scope(ws, f"{SCOPE_PREFIX[channel.kind]}:read")
    members = sorted(channel.members)
    part, cursor = paginate(args, len(members), default=100, most=1000)
    return {"members": members[part], "response_metadata": {"next_cursor": cursor}}


def conversations_join(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    already = ws.bot_user in channel.members
    joined = conversation(ws, join(ws, channel, ws.bot_user))
    return {"channel": joined, **({"warning": "already_in_channel"} if already else {})}


def _in_time(args: Arguments, messages: list[Message]) -> list[Message]:
    try:
        oldest, latest = float(args.text("oldest", "0")), float(args.text("latest", "inf"))
    except ValueError:
        raise invalid_arguments("oldest and latest must be timestamps") from None
    inclusive = args.flag("inclusive")
    return [
        message
        for message in messages
        if oldest < float(message.ts) < latest
        or (inclusive and float(message.ts) in (oldest, latest))
    ]


def _messages(ws: Workspace, args: Arguments, found: list[Message], default: int) -> Json:
    part, cursor = paginate(args, len(found), default, most=1000)
    written = [ws.messages.as_json(message) for message in found[part]]
    if not args.flag("include_all_metadata"):
        for message in written:
            message.pop("metadata", None)
    more = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"messages": written, "has_more": bool(cursor), **more}


METHODS = (
    Method("conversations.open", conversations_open),
    Method("conversations.info", conversations_info, READ_ANY, ("channel",)),
    Method("conversations.list", conversations_list, READ_ANY, tier=2),
    Method("conversations.history", conversations_history, HISTORY_ANY, ("channel",)),
    Method("conversations.replies", conversations_replies, HISTORY_ANY, ("channel", "ts")),
    Method("conversations.members", conversations_members, READ_ANY, ("channel",), tier=4),
    Method("conversations.join", conversations_join, ("channels:join",), ("channel",)),
)


def join(ws: Workspace, channel: Channel, member: str) -> Channel:
    """Add a member to a channel; the app gets an event if it is a member too."""
    if member in channel.members:
        return channel
    channel = ws.conversations.join(channel, member)
    _announce(ws, "member_joined_channel", channel, member)
    return channel


def leave(ws: Workspace, channel: Channel, member: str) -> Channel:
    """Remove a member from a channel; the app gets an event if it is a member."""
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
