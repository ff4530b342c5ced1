"""reactions: adding and removing the app's own reactions."""

from __future__ import annotations

import re

from sandbox.api.access import shared_message, visible_channel
from sandbox.api.arguments import Arguments
from sandbox.api.method import Method
from sandbox.message_changes import react
from sandbox.model import Json
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

TARGET = ("channel", "timestamp", "name")


def add(ws: Workspace, args: Arguments) -> Json:
    return _change(ws, args, add=True)


def remove(ws: Workspace, args: Arguments) -> Json:
    return _change(ws, args, add=False)


def _change(ws: Workspace, args: Arguments, *, add: bool) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    if ws.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if channel.is_archived:
        raise Refused("is_archived")
    message = shared_message(ws, channel, args.text("timestamp"))
    name = args.text("name").strip(":")
    # "thumbsup", "+1" or "wave::skin-tone-3"
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise Refused("invalid_name")
    has = (name, ws.bot_user) in message.reactions
    if has == add:
        raise Refused("already_reacted" if add else "no_reaction")
    react(ws, message, ws.bot_user, name, add=add)
    return {}


METHODS = (
    Method("reactions.add", add, ("reactions:write",), TARGET),
    Method("reactions.remove", remove, ("reactions:write",), TARGET, tier=2),
)
