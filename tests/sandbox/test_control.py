"""A person's side over HTTP, as the page uses it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from sandbox.model import Json
from sandbox.run import Server
from tests.sandbox.apps import Scene, over_socket

BUTTON = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    ],
}


class Page:
    """Sends and fetches what the page does."""

    def __init__(self, server: Server, session: aiohttp.ClientSession) -> None:
        self.url = f"{server.url}/control"
        self.session = session

    async def get(self, path: str, **query: Any) -> Json:
        async with self.session.get(self.url + path, params=query) as response:
            return dict(await response.json())

    async def post(self, path: str, **fields: Any) -> Json:
        async with self.session.post(self.url + path, json=fields) as response:
            return dict(await response.json())

    async def hints(self, person: str) -> AsyncIterator[Json]:
        async with self.session.get(f"{self.url}/stream", params={"person": person}) as stream:
            async for line in stream.content:
                if line.startswith(b":"):
                    yield {}
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with over_socket() as opened:
        yield opened


@pytest.fixture
async def page(scene: Scene) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(scene.server, session)


async def test_state_shows_the_workspace_to_one_person(page: Page) -> None:
    state = await page.get("/state", person="U_BEN")
    assert state["me"] == "U_BEN"
    assert state["connected"] is True
    assert state["mode"] == "socket"
    assert [channel["name"] for channel in state["channels"] if not channel["is_im"]] == [
        "general",
        "backend",
        "random",
        "old-project",
    ]
    assert [channel["is_im"] for channel in state["channels"]].count(True) == 1
    command = state["app"]["manifest_summary"]["commands"][0]
    assert command == {"command": "/ask", "description": "Ask", "usage_hint": "question"}


async def test_what_is_typed_names_people_and_channels(scene: Scene, page: Page) -> None:
    scene.app.event("app_mention")(_nothing)
    said = await page.post(
        "/say", person="U_ANA", channel="C_BACKEND", text="@Coach ask @Ben Okafor in #random, a@b"
    )
    expected = f"<@{scene.ws.bot_user}> ask <@U_BEN> in <#C_RANDOM>, a@b"
    assert said["message"]["text"] == expected
    await scene.server.delivered()
    assert scene.events("app_mention")
    shown = await page.get("/messages", person="U_BEN", channel="C_BACKEND")
    assert [message["text"] for message in shown["messages"]] == [expected]


async def _nothing() -> None:
    """Ignore the mention."""


async def test_ephemerals_are_for_one_person(scene: Scene, page: Page) -> None:
    await scene.client.chat_postEphemeral(channel="C_BACKEND", user="U_ANA", text="psst")
    for person, count in (("U_ANA", 1), ("U_BEN", 0)):
        shown = await page.get("/messages", person=person, channel="C_BACKEND")
        assert [message["ephemeral"] for message in shown["messages"]] == [True] * count


async def test_unread_counts_until_read(scene: Scene, page: Page) -> None:
    async def unread() -> int:
        state = await page.get("/state", person="U_BEN")
        return next(int(c["unread"]) for c in state["channels"] if c["id"] == "C_BACKEND")

    await scene.client.chat_postMessage(channel="C_BACKEND", text="news")
    assert await unread() == 1
    await page.post("/read", person="U_BEN", channel="C_BACKEND")
    assert await unread() == 0


async def test_a_button_opens_a_modal_that_can_be_sent(scene: Scene, page: Page) -> None:
    field = {"type": "plain_text_input", "action_id": "a"}
    text = {"type": "plain_text", "text": "Text"}
    modal = {
        "type": "modal",
        "callback_id": "form",
        "title": text,
        "submit": text,
        "blocks": [{"type": "input", "block_id": "b", "label": text, "element": field}],
    }

    @scene.app.action("go")
    async def go(ack: Any, body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal)
        await ack()

    @scene.app.view("form")
    async def sent(ack: Any) -> None:
        await ack(response_action="errors", errors={"b": "no"})

    posted = await scene.client.chat_postMessage(channel="C_BACKEND", text="x", blocks=[BUTTON])
    container = {"type": "message", "channel": "C_BACKEND", "ts": posted["ts"]}
    pressed = await page.post(
        "/action",
        person="U_ANA",
        container=container,
        block_id="row",
        action_id="go",
        action={"type": "button"},
    )
    assert pressed == {"ok": True}
    view = (await page.get("/modals", person="U_ANA"))["views"][0]
    values = {"b": {"a": {"type": "plain_text_input", "value": "x"}}}
    sent_back = await page.post(
        "/submit", person="U_ANA", view_id=view["id"], state={"values": values}
    )
    assert sent_back["errors"] == {"b": "no"}
    await page.post("/close", person="U_ANA", view_id=view["id"])
    assert (await page.get("/modals", person="U_ANA"))["views"] == []


async def test_stream_hints_at_what_changed(scene: Scene, page: Page) -> None:
    hints = page.hints("U_ANA")
    assert await anext(hints) == {}
    await scene.client.chat_postEphemeral(channel="C_BACKEND", user="U_BEN", text="not hers")
    posted = await scene.client.chat_postMessage(channel="C_BACKEND", text="x")
    found = [await anext(hints) for _ in range(3)]
    message = {"type": "message", "channel": "C_BACKEND", "ts": posted["ts"]}
    assert [hint for hint in found if hint["type"] == "message"] == [message]
    await hints.aclose()  # type: ignore[attr-defined]


async def test_log_of_calls_has_no_tokens(scene: Scene, page: Page) -> None:
    scene.app.command("/ask")(_acknowledge)
    await scene.client.chat_postMessage(channel="C_BACKEND", text="x", token=scene.ws.bot_token)
    result = await page.post("/command", person="U_ANA", channel="C_BACKEND", text="/ask x")
    assert result["ok"] is True
    calls = (await page.get("/calls", after=0))["calls"]
    assert {"api", "command"} <= {call["kind"] for call in calls}
    assert scene.ws.bot_token not in json.dumps(calls)
    assert (await page.get("/calls", after=calls[-1]["n"]))["calls"] == []


async def _acknowledge(ack: Any) -> None:
    await ack()


async def test_faults_and_clock_have_levers(scene: Scene, page: Page) -> None:
    armed = await page.post("/faults", fail={"method": "auth.test", "status": 503}, late_ack=1)
    assert armed["ok"] is True
    assert scene.server.faults.take_failure("auth.test") is not None
    assert scene.server.faults.take("late_ack") is True
    before = scene.ws.now()
    moved = await page.post("/clock", advance=3600)
    assert moved["now"] >= before + 3600
    monday = await page.post("/clock", person="U_CHI", weekday=0, minute=600)
    local = datetime.fromtimestamp(monday["now"], ZoneInfo("Europe/Rome"))
    assert (local.weekday(), local.hour, local.minute) == (0, 10, 0)
    refused = await page.post("/faults", earthquake=1)
    assert refused == {"ok": False, "error": "unknown fault earthquake"}


@pytest.mark.parametrize(
    "path, fields, error",
    [
        ("/say", {"person": "U_ANA", "channel": "C_OLD", "text": "x"}, "is_archived"),
        ("/say", {"person": "U_ANA", "channel": "C_X", "text": "x"}, "channel_not_found"),
        ("/say", {"person": "U_ANA"}, "missing field 'text'"),
        ("/command", {"person": "U_ANA", "channel": "C_BACKEND", "text": "/no"}, "/no is not a"),
        ("/clock", {"advance": -1}, "advance must be"),
        ("/clock", {"person": "U_ANA", "weekday": 7, "minute": 0}, "weekday must be"),
        ("/person", {"person": "U_ANA", "tz": "Mars/Base"}, "there is no time zone Mars/Base"),
        ("/person", {"person": "U_ANA", "status_text": "x" * 101}, "a status has at most"),
        ("/person", {"person": "U_ANA", "status_emoji": "sun"}, "an emoji is written"),
        ("/close", {"person": "U_ANA", "view_id": "V0"}, "view_not_found"),
    ],
)
async def test_impossible_gestures_are_refused(
    page: Page, path: str, fields: Json, error: str
) -> None:
    answer = await page.post(path, **fields)
    assert answer["ok"] is False
    assert answer["error"].startswith(error)


async def test_foreign_pages_get_nothing(scene: Scene) -> None:
    say = {"person": "U_ANA", "channel": "C_BACKEND", "text": "x"}
    url = f"{scene.server.url}/control"
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/calls", headers={"Host": "evil.example"}) as rebound:
            assert rebound.status == 400
        async with session.post(f"{url}/say", data=json.dumps(say)) as simple:
            assert simple.status == 415
        async with session.get(f"{url}/calls") as own:
            assert own.headers["Content-Security-Policy"].startswith("default-src 'self'")
            assert "Access-Control-Allow-Origin" not in own.headers
    assert scene.server.messages("C_BACKEND") == []
