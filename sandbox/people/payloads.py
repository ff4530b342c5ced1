"""The payloads Slack sends when a person uses the app: commands, actions, views, shortcuts."""

from __future__ import annotations

from sandbox.api.views import as_json
from sandbox.manifest import Command
from sandbox.model import Channel, Json, Message
from sandbox.views import View
from sandbox.workspace import Workspace


def common_fields(ws: Workspace, kind: str, person: str) -> Json:
    """Return the fields that every interaction has, with a new ``trigger_id``."""
    name = ws.people[person].name
    return {
        "type": kind,
        "user": {"id": person, "username": name, "name": name, "team_id": ws.team.id},
        "api_app_id": ws.app.id,
        "token": "sandbox",
        "trigger_id": ws.triggers.issue(person),
        "team": {"id": ws.team.id, "domain": ws.team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(
    ws: Workspace,
    person: str,
    channel: str,
    *,
    message_ts: str | None = None,
    thread_ts: str | None = None,
) -> str:
    """Return a new address where the app can respond to this person in this channel."""
    secret = ws.triggers.hook(person, channel, message_ts=message_ts, thread_ts=thread_ts)
    return f"{ws.base_url}/respond/{secret}"


def command(ws: Workspace, person: str, channel: Channel, declared: Command, text: str) -> Json:
    """Return the form of a slash command; every value is text."""
    return {
        "token": "sandbox",
        "team_id": ws.team.id,
        "team_domain": ws.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person,
        "user_name": ws.people[person].name,
        "command": declared.command,
        "text": text,
        "api_app_id": ws.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(ws, person, channel.id),
        "trigger_id": ws.triggers.issue(person),
    }


def message_interaction(
    ws: Workspace, kind: str, person: str, channel: Channel, message: Message
) -> Json:
    """Return an interaction on a message; an ephemeral message itself isn't included."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = common_fields(ws, kind, person) | {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
    }
    if not message.ephemeral_to:
        payload["message"] = ws.messages.as_json(message)
    return payload


def view_interaction(ws: Workspace, kind: str, person: str, view: View) -> Json:
    """Return an interaction on a modal or on the Home tab."""
    container = {"type": "view", "view_id": view.id}
    return common_fields(ws, kind, person) | {"container": container, "view": as_json(ws, view)}


def channel_name(channel: Channel) -> str:
    """Return the name that payloads give a channel."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)
