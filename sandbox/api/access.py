"""Checks tokens and scopes, and finds the channel, person or message that a call names."""

from __future__ import annotations

from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.method import Method
from sandbox.model import Channel, Message, Person
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

SCOPE_PREFIX = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


def check_token(ws: Workspace, method: Method, token: str | None) -> None:
    """Check a call's token.

    Raises:
        Refused: the token is missing, unknown, revoked or of the wrong kind.
    """
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
    """Check that the installed manifest has one of these scopes.

    Raises:
        Refused: it has none of them.
    """
    if any_of and not ws.app.scopes.intersection(any_of):
        provided = ",".join(sorted(ws.app.scopes))
        raise Refused("missing_scope", needed=",".join(any_of), provided=provided)


def visible_channel(ws: Workspace, name: str) -> Channel:
    """Return the channel with that id, if the app may know about it.

    Raises:
        Refused: there is no such channel, or it is private and the app isn't a member.
    """
    channel = ws.conversations.get(name)
    if channel is None or (channel.kind != "channel" and ws.bot_user not in channel.members):
        raise Refused("channel_not_found")
    return channel


def readable_channel(ws: Workspace, name: str) -> Channel:
    """Return a channel whose history the app may read.

    Raises:
        Refused: the app lacks the scope or isn't in the channel.
    """
    channel = visible_channel(ws, name)
    require_scope(ws, f"{SCOPE_PREFIX[channel.kind]}:history")
    if ws.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(ws: Workspace, name: str) -> Channel:
    """Return a channel that the app may post to: by id, by #name, or a person's id for their DM.

    Raises:
        Refused: the app may not post there.
    """
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
    """Return the app's direct message with a person.

    Raises:
        Refused: there is no such person, or it is a bot.
    """
    refuse_bot(known_person(ws, user))
    return ws.direct(user)


def refuse_bot(person: Person) -> None:
    """Check that a person isn't a bot, since bots have no direct messages.

    Raises:
        Refused: the person is a bot.
    """
    if person.is_bot:
        raise Refused("cannot_dm_bot")


def known_person(ws: Workspace, user: str) -> Person:
    person = ws.people.get(user)
    if person is None:
        raise Refused("user_not_found")
    return person


def shared_message(ws: Workspace, channel: Channel, ts: str) -> Message:
    """Return a message that everyone in the channel sees.

    Raises:
        Refused: there is no such message.
    """
    message = ws.messages.get(channel.id, ts)
    if message is None or message.ephemeral_to or message.subtype == "tombstone":
        raise Refused("message_not_found")
    return message


def thread_root(ws: Workspace, channel: Channel, arguments: Arguments) -> str | None:
    """Return a call's ``thread_ts``, or None if it has none.

    Raises:
        Refused: it names no message, or a message that is itself a reply.
    """
    ts = arguments.optional("thread_ts")
    if ts is None:
        return None
    root = ws.messages.get(channel.id, ts)
    if root is None or root.is_reply or root.ephemeral_to:
        raise Refused("thread_not_found")
    return ts


def paginate(arguments: Arguments, total: int, default: int, most: int) -> tuple[slice, str]:
    """Return the part of ``total`` results that a call asks for, and the cursor of the next part.

    Raises:
        Refused: the limit or the cursor is invalid.
    """
    limit = arguments.integer("limit", default)
    if not 0 < limit <= most:
        raise Refused("invalid_limit")
    cursor = arguments.text("cursor")
    if cursor and not (cursor.startswith("next:") and cursor[5:].isdigit()):
        raise Refused("invalid_cursor")
    start = int(cursor[5:]) if cursor else 0
    end = start + limit
    return slice(start, end), f"next:{end}" if end < total else ""


def find_dm_person(ws: Workspace, channel_id: str) -> str:
    """Return the id of the person in the app's direct message with that id.

    Raises:
        Refused: the channel isn't a direct message with the app.
    """
    channel = visible_channel(ws, channel_id)
    if channel.kind != "im":
        raise invalid_arguments("must be a direct message with the app [json-pointer:/channel_id]")
    return next(iter(channel.members - {ws.bot_user}))
