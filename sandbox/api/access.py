"""Who calls, what the app may do, and which channel or message a call means."""

from __future__ import annotations

from sandbox.api.arguments import Arguments, invalid
from sandbox.api.method import Method
from sandbox.model import Channel, Message, Person
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

SCOPE_PREFIX = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


def check_token(ws: Workspace, method: Method, token: str | None) -> None:
    """Refuse a call without a token, with a strange one, or with one of the wrong kind."""
    if method.caller == "anyone":
        return
    if not token:
        raise Refused("not_authed")
    if token not in (ws.bot_token, ws.app_token):
        raise Refused("invalid_auth")
    if ws.revoked:
        raise Refused("token_revoked")
    if (token == ws.bot_token) != (method.caller == "bot"):
        raise Refused("not_allowed_token_type")


def require_scope(ws: Workspace, *any_of: str) -> None:
    """Refuse unless the installed manifest has one of these scopes."""
    if any_of and not ws.app.scopes.intersection(any_of):
        provided = ",".join(sorted(ws.app.scopes))
        raise Refused("missing_scope", needed=",".join(any_of), provided=provided)


def visible_channel(ws: Workspace, name: str) -> Channel:
    """The channel of that id, if the app may know of it: private ones only as a member."""
    channel = ws.conversations.get(name)
    if channel is None or (channel.kind != "channel" and ws.bot_user not in channel.members):
        raise Refused("channel_not_found")
    return channel


def readable_channel(ws: Workspace, name: str) -> Channel:
    """A channel whose history the app may read."""
    channel = visible_channel(ws, name)
    require_scope(ws, f"{SCOPE_PREFIX[channel.kind]}:history")
    if ws.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(ws: Workspace, name: str) -> Channel:
    """A channel that the app may post to: by id, by #name, or a person's id for their DM."""
    if name in ws.people:
        channel = direct_message(ws, name)
    else:
        channel = ws.conversations.named(name) or visible_channel(ws, name)
    if channel.is_archived:
        raise Refused("is_archived")
    if ws.bot_user not in channel.members and not (
        channel.kind == "channel" and "chat:write.public" in ws.app.scopes
    ):
        raise Refused("not_in_channel")
    if channel.kind == "im" and not ws.app.messages_tab:
        raise Refused("messages_tab_disabled")
    return channel


def direct_message(ws: Workspace, user: str) -> Channel:
    """The app's direct message with a person."""
    cannot_be_bot(known_person(ws, user))
    return ws.direct(user)


def cannot_be_bot(person: Person) -> None:
    """Refuse a direct message with a bot."""
    if person.is_bot:
        raise Refused("cannot_dm_bot")


def known_person(ws: Workspace, user: str) -> Person:
    person = ws.people.get(user)
    if person is None:
        raise Refused("user_not_found")
    return person


def shared_message(ws: Workspace, channel: Channel, ts: str) -> Message:
    """A message that everyone in the channel sees."""
    message = ws.messages.get(channel.id, ts)
    if message is None or message.ephemeral_to or message.subtype == "tombstone":
        raise Refused("message_not_found")
    return message


def thread_root(ws: Workspace, channel: Channel, arguments: Arguments) -> str | None:
    """The `thread_ts` of a call, or None; it must name a message that is no answer itself."""
    ts = arguments.optional("thread_ts")
    if ts is None:
        return None
    root = ws.messages.get(channel.id, ts)
    if root is None or root.is_reply or root.ephemeral_to:
        raise Refused("thread_not_found")
    return ts


def page(arguments: Arguments, total: int, default: int, most: int) -> tuple[slice, str]:
    """The part of `total` results that a call asks for, and the cursor of the next part."""
    limit = arguments.integer("limit", default)
    if not 0 < limit <= most:
        raise Refused("invalid_limit")
    cursor = arguments.text("cursor")
    if cursor and not (cursor.startswith("next:") and cursor[5:].isdigit()):
        raise Refused("invalid_cursor")
    start = int(cursor[5:]) if cursor else 0
    end = start + limit
    return slice(start, end), f"next:{end}" if end < total else ""


def channel_of_app_user(ws: Workspace, channel_id: str) -> str:
    """The person behind the app's direct message of that id."""
    channel = visible_channel(ws, channel_id)
    if channel.kind != "im":
        raise invalid("must be a direct message with the app [json-pointer:/channel_id]")
    return next(iter(channel.members - {ws.bot_user}))
