"""The app for the page's tests: a fallible form, a Home tab, and options to search."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.model import Json
from tests.sandbox.apps import manifest

MANIFEST = manifest(
    slash_commands=[
        {"command": "/ask", "description": "Ask the documents", "usage_hint": "[question]"},
        {"command": "/form", "description": "Open the form"},
    ],
    shortcuts=[
        {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep this"}
    ],
)
SECTIONS = ("API Development", "API Security", "Databases")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def field(block_id: str, label: str, element: Json, *, optional: bool = False) -> Json:
    named = {"action_id": block_id, **element}
    labelled = {"label": plain(label), "element": named, "optional": optional}
    return {"type": "input", "block_id": block_id, **labelled}


def button(action_id: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Log a skill"),
    "submit": plain("Log it"),
    "blocks": [
        field("skill", "Skill", {"type": "plain_text_input"}),
        field("section", "Section", {"type": "external_select", "min_query_length": 1}),
        field(
            "tags",
            "Tags",
            {"type": "multi_static_select", "options": [option("Red", "r"), option("Blue", "b")]},
            optional=True,
        ),
        field("when", "When", {"type": "datepicker", "initial_date": "2026-11-23"}),
        field(
            "level",
            "Level",
            {"type": "radio_buttons", "options": [option("Seen", "1"), option("Used", "2")]},
        ),
        {"type": "actions", "block_id": "more", "elements": [button("push", "More")]},
    ],
}
SECOND: Json = {
    "type": "modal",
    "title": plain("More"),
    "blocks": [{"type": "section", "text": plain("On top")}],
}
SECOND_THOUGHTS: Json = {
    "title": plain("Sure?"),
    "text": plain("All of it goes."),
    "confirm": plain("Forget"),
    "deny": plain("Keep"),
}
HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your skills")},
        {
            "type": "actions",
            "elements": [
                button("open", "Open form", style="primary"),
                button("forget", "Forget me", style="danger", confirm=SECOND_THOUGHTS),
            ],
        },
    ],
}


def listen(app: AsyncApp) -> None:
    """Register the app's listeners."""
    app.event("app_home_opened")(_publish)
    app.command("/ask")(_answer)
    app.command("/form")(_open)
    app.shortcut("keep")(_open)
    app.action("open")(_open)
    app.action("push")(_push)
    app.action("forget")(_acknowledge)
    app.action("helpful")(_acknowledge)
    app.options("section")(_suggest)
    app.view("form")(_submitted)


async def _publish(event: Json, client: AsyncWebClient) -> None:
    if event["tab"] == "home":
        await client.views_publish(user_id=event["user"], view=HOME)


async def _answer(ack: AsyncAck, respond: AsyncRespond, command: Json) -> None:
    await ack()
    await respond(text=f"You asked *{command['text']}*")


async def _open(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=FORM)


async def _push(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
    await ack()
    await client.views_push(trigger_id=body["trigger_id"], view=SECOND)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _suggest(ack: AsyncAck, payload: Json) -> None:
    typed = payload["value"].lower()
    await ack(options=[option(name, name) for name in SECTIONS if typed in name.lower()])


async def _submitted(ack: AsyncAck, view: Json, client: AsyncWebClient, body: Json) -> None:
    skill = view["state"]["values"]["skill"]["skill"]["value"]
    if skill == "unknown":
        await ack(response_action="errors", errors={"skill": "I do not know this skill."})
        return
    await ack()
    await client.chat_postMessage(channel="C_BACKEND", text=f"Logged {skill}")
