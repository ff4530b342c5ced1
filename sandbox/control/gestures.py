"""What a person does on the page."""

from __future__ import annotations

import re

from starlette.routing import Route

from sandbox.changes import Change
from sandbox.control.route import gesture
from sandbox.live import Live
from sandbox.model import Json
from sandbox.people import messages
from sandbox.people.visibility import seen
from sandbox.workspace import Workspace


async def say(live: Live, fields: Json) -> Json:
    text = linked(live.ws, fields["text"])
    message = messages.say(
        live.ws, fields["person"], fields["channel"], text, fields.get("thread_ts")
    )
    return {"message": seen(live.ws, message)}


async def edit(live: Live, fields: Json) -> Json:
    text = linked(live.ws, fields["text"])
    changed = messages.rewrite(live.ws, fields["person"], fields["channel"], fields["ts"], text)
    return {"message": seen(live.ws, changed)}


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
    answer = await live.acting.command(fields["person"], fields["channel"], fields["text"])
    return {"response": answer}


async def action(live: Live, fields: Json) -> None:
    done = {
        **fields["action"],
        "action_id": fields["action_id"],
        "block_id": fields["block_id"],
    }
    await live.acting.act(fields["person"], fields["container"], done, fields.get("state"))


async def options(live: Live, fields: Json) -> Json:
    about = {"action_id": fields["action_id"], "block_id": fields["block_id"]}
    return await live.acting.options(fields["person"], fields["container"], about, fields["value"])


async def submit(live: Live, fields: Json) -> Json:
    values = fields.get("state", {}).get("values", {})
    answer = await live.acting.submit(fields["person"], fields["view_id"], values)
    return {"errors": answer.get("errors", {})} if "errors" in answer else {}


async def close(live: Live, fields: Json) -> None:
    await live.acting.close(fields["person"], fields["view_id"])


async def home(live: Live, fields: Json) -> None:
    live.acting.open_home(fields["person"], fields["tab"])


async def shortcut(live: Live, fields: Json) -> None:
    place = fields.get("message")
    message = None
    if place:
        message = messages.visible_to(live.ws, fields["person"], place["channel"], place["ts"])
    await live.acting.shortcut(fields["person"], fields["callback_id"], message)


async def stop(live: Live, fields: Json) -> None:
    live.acting.stop(fields["person"], fields["channel"], fields["thread_ts"])


async def dm(live: Live, fields: Json) -> Json:
    return {"channel": live.ws.direct(live.ws.people[fields["person"]].id).id}


async def read(live: Live, fields: Json) -> None:
    """Mark a channel as read up to now."""
    ws, channel = live.ws, messages.own_channel(live.ws, fields["person"], fields["channel"])
    ws.read_marks[fields["person"], channel.id] = ws.timestamp()
    ws.changes.publish(Change("channel", channel.id, person=fields["person"]))


def routes(live: Live) -> list[Route]:
    return [
        gesture(live, "/say", say),
        gesture(live, "/edit", edit),
        gesture(live, "/delete", delete),
        gesture(live, "/react", react),
        gesture(live, "/command", command),
        gesture(live, "/action", action),
        gesture(live, "/options", options),
        gesture(live, "/submit", submit),
        gesture(live, "/close", close),
        gesture(live, "/home", home),
        gesture(live, "/shortcut", shortcut),
        gesture(live, "/stop", stop),
        gesture(live, "/dm", dm),
        gesture(live, "/read", read),
    ]


def linked(ws: Workspace, text: str) -> str:
    """The text with every known `@Real Name`, `@name` and `#channel` as a reference by id."""
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
