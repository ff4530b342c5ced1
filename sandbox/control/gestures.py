"""Control endpoints for what a person does on the page."""

from __future__ import annotations

import re

from starlette.routing import Route

from sandbox.changes import Change
from sandbox.control.route import post_route
from sandbox.live import Live
from sandbox.model import Json
from sandbox.people import messages
from sandbox.people.visibility import render_message
from sandbox.workspace import Workspace


async def say(live: Live, fields: Json) -> Json:
    text = link_mentions(live.ws, fields["text"])
    message = messages.say(
        live.ws, fields["person"], fields["channel"], text, fields.get("thread_ts")
    )
    return {"message": render_message(live.ws, message)}


async def edit(live: Live, fields: Json) -> Json:
    text = link_mentions(live.ws, fields["text"])
    changed = messages.rewrite(live.ws, fields["person"], fields["channel"], fields["ts"], text)
    return {"message": render_message(live.ws, changed)}


async def delete(live: Live, fields: Json) -> None:
    messages.take_back(live.ws, fields["person"], fields["channel"], fields["ts"])


async def react(live: Live, fields: Json) -> None:
    messages.react_to(
        live.ws,
        fields["person"],
        fields["channel"],
        fields["ts"],
        fields["name"],
        add=fields.get("add", True),
    )


async def command(live: Live, fields: Json) -> Json:
    answer = await live.interactions.command(fields["person"], fields["channel"], fields["text"])
    return {"response": answer}


async def action(live: Live, fields: Json) -> None:
    done = {
        **fields["action"],
        "action_id": fields["action_id"],
        "block_id": fields["block_id"],
    }
    await live.interactions.act(fields["person"], fields["container"], done, fields.get("state"))


async def options(live: Live, fields: Json) -> Json:
    about = {"action_id": fields["action_id"], "block_id": fields["block_id"]}
    return await live.interactions.options(
        fields["person"], fields["container"], about, fields["value"]
    )


async def submit(live: Live, fields: Json) -> Json:
    values = fields.get("state", {}).get("values", {})
    answer = await live.interactions.submit(fields["person"], fields["view_id"], values)
    return {"errors": answer.get("errors", {})} if "errors" in answer else {}


async def close(live: Live, fields: Json) -> None:
    await live.interactions.close(fields["person"], fields["view_id"])


async def home(live: Live, fields: Json) -> None:
    live.interactions.open_home(fields["person"], fields["tab"])


async def shortcut(live: Live, fields: Json) -> None:
    place = fields.get("message")
    message = None
    if place:
        message = messages.visible_to(live.ws, fields["person"], place["channel"], place["ts"])
    await live.interactions.shortcut(fields["person"], fields["callback_id"], message)


async def stop(live: Live, fields: Json) -> None:
    live.interactions.stop(fields["person"], fields["channel"], fields["thread_ts"])


async def dm(live: Live, fields: Json) -> Json:
    return {"channel": live.ws.direct(live.ws.people[fields["person"]].id).id}


async def read(live: Live, fields: Json) -> None:
    """Mark a channel as read up to now."""
    ws, channel = live.ws, messages.own_channel(live.ws, fields["person"], fields["channel"])
    ws.read_marks[fields["person"], channel.id] = ws.timestamp()
    ws.changes.publish(Change("channel", channel.id, person=fields["person"]))


def routes(live: Live) -> list[Route]:
    return [
        post_route(live, "/say", say),
        post_route(live, "/edit", edit),
        post_route(live, "/delete", delete),
        post_route(live, "/react", react),
        post_route(live, "/command", command),
        post_route(live, "/action", action),
        post_route(live, "/options", options),
        post_route(live, "/submit", submit),
        post_route(live, "/close", close),
        post_route(live, "/home", home),
        post_route(live, "/shortcut", shortcut),
        post_route(live, "/stop", stop),
        post_route(live, "/dm", dm),
        post_route(live, "/read", read),
    ]


def link_mentions(ws: Workspace, text: str) -> str:
    """Replace every known ``@Real Name``, ``@name`` and ``#channel`` by a reference by id."""
    known: dict[str, str] = {}
    for person in ws.people.values():
        for name in (person.real_name, person.name):
            known[f"@{name}".lower()] = f"<@{person.id}>"
    for channel in ws.conversations:
        if channel.name:
            known[f"#{channel.name}".lower()] = f"<#{channel.id}>"
    longest_first = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in longest_first)
    return re.sub(
        rf"(?<![\w@#&])({pattern})(?![\w-])",
        lambda found: known[found[0].lower()],
        text,
        flags=re.IGNORECASE,
    )
