"""What the page shows: the workspace, messages, views, prompts, and the traffic log."""

from __future__ import annotations

from starlette.routing import Route

from sandbox.api.views import as_json
from sandbox.control.route import get_route
from sandbox.live import Live
from sandbox.model import Channel, Json
from sandbox.people.messages import own_channel
from sandbox.people.visibility import channel_messages
from sandbox.workspace import Workspace


def state(live: Live, query: Json) -> Json:
    ws, person = live.ws, query["person"]
    ws.direct(ws.people[person].id)
    return {
        "team": {"id": ws.team.id, "name": ws.team.name},
        "app": _app(ws),
        "me": person,
        "people": [
            {
                "id": one.id,
                "name": one.name,
                "real_name": one.real_name,
                "tz": one.tz,
                "is_bot": one.is_bot,
            }
            for one in ws.people.values()
        ],
        "channels": [
            _channel(ws, person, channel)
            for channel in ws.conversations
            if person in channel.members
        ],
        "connected": live.connected,
        "mode": "http" if live.http else "socket",
        "now": ws.now(),
    }


def messages(live: Live, query: Json) -> Json:
    person = query["person"]
    channel = own_channel(live.ws, person, query["channel"])
    found = channel_messages(live.ws, channel.id, query.get("thread_ts"), person)
    return {"messages": found}


def home(live: Live, query: Json) -> Json:
    view = live.ws.views.home(query["person"])
    return {"view": as_json(live.ws, view) if view else None}


def modals(live: Live, query: Json) -> Json:
    return {"views": [as_json(live.ws, view) for view in live.ws.views.stack(query["person"])]}


def assistant(live: Live, query: Json) -> Json:
    ws, person = live.ws, query["person"]
    prompts = ws.assistant.prompts(person)
    if prompts is None and ws.app.suggested_prompts:
        prompts = {"title": None, "prompts": list(ws.app.suggested_prompts)}
    statuses = {
        f"{channel}:{thread_ts}": status.as_json()
        for (channel, thread_ts), status in ws.assistant.statuses().items()
        if (known := ws.conversations.get(channel)) and person in known.members
    }
    return {"prompts": prompts, "statuses": statuses}


def calls(live: Live, query: Json) -> Json:
    after = int(query.get("after") or 0)
    return {"calls": [call.as_json() for call in live.journal.entries if call.n > after]}


def _app(ws: Workspace) -> Json:
    app = ws.app
    features = {
        "home_tab": app.home_tab,
        "messages_tab": app.messages_tab,
        "messages_read_only": app.messages_read_only,
        "agent": app.agent,
    }
    return {
        "id": app.id,
        "name": app.name,
        "bot_user": app.bot_user,
        "description": app.description,
        "manifest_summary": {
            "commands": [command.as_json() for command in app.commands],
            "shortcuts": list(app.shortcuts),
            "features": features,
        },
    }


def _channel(ws: Workspace, person: str, channel: Channel) -> Json:
    unread = [
        message
        for message in ws.messages.all(channel.id)
        if message.user != person
        and message.ephemeral_to in (None, person)
        and message.ts > ws.read_marks.get((person, channel.id), "")
    ]
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.kind == "im",
        "is_archived": channel.is_archived,
        "members": sorted(channel.members),
        "unread": len(unread),
        "topic": channel.topic,
    }


def routes(live: Live) -> list[Route]:
    return [
        get_route(live, "/state", state),
        get_route(live, "/messages", messages),
        get_route(live, "/home", home),
        get_route(live, "/modals", modals),
        get_route(live, "/assistant", assistant),
        get_route(live, "/calls", calls),
    ]
