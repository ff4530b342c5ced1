"""A real Bolt app does what bots do, over Socket Mode and over signed HTTP."""

from __future__ import annotations

from typing import Any

from sandbox.model import Json
from tests.sandbox.apps import Stage

BUTTON: Json = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {
            "type": "button",
            "action_id": "go",
            "value": "left",
            "text": {"type": "plain_text", "text": "Go"},
        }
    ],
}
MODAL: Json = {
    "type": "modal",
    "callback_id": "ask",
    "title": {"type": "plain_text", "text": "Ask"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "q",
            "label": {"type": "plain_text", "text": "Question"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}


async def test_answers_a_mention_in_its_thread(stage: Stage) -> None:
    async with stage() as scene:

        @scene.app.event("app_mention")
        async def answer(event: Json, say: Any) -> None:
            await say(text=f"Hello <@{event['user']}>", thread_ts=event["ts"])

        asked = await scene.server.person("U_ANA").say("C_BACKEND", f"<@{scene.ws.bot_user}> hi")
        thread = await scene.server.wait_for(
            lambda: scene.server.messages("C_BACKEND", asked["ts"])[1:]
        )
        await scene.server.delivered()
        assert thread[0]["text"] == "Hello <@U_ANA>"
        assert thread[0]["bot_id"] == scene.ws.bot_id
        assert len(scene.events("app_mention")) == 1
        assert [event["user"] for event in scene.events("message")] == ["U_ANA"]
        assert not scene.server.refused


async def test_command_is_acknowledged_then_answered_at_its_response_url(stage: Stage) -> None:
    async with stage() as scene:

        @scene.app.command("/ask")
        async def ask(ack: Any, respond: Any, command: Json) -> None:
            await ack(f"Looking for {command['text']}")
            await respond(text="Found it", response_type="in_channel")

        result = await scene.server.person("U_BEN").command("C_BACKEND", "/ask rate limits")
        assert result == {"ok": True, "response": {"text": "Looking for rate limits"}}
        shown = await scene.server.wait_for(
            lambda: (len(found := scene.server.messages("C_BACKEND")) == 2 and found) or None
        )
        by_text = {message["text"]: message for message in shown}
        assert by_text["Looking for rate limits"]["ephemeral_to"] == "U_BEN"
        assert "ephemeral_to" not in by_text["Found it"]


async def test_button_opens_a_modal_whose_submission_is_checked(stage: Stage) -> None:
    async with stage() as scene:

        @scene.app.action("go")
        async def go(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

        @scene.app.view("ask")
        async def sent(ack: Any, view: Json) -> None:
            text = view["state"]["values"]["q"]["text"]["value"]
            if len(text) < 5:
                await ack(response_action="errors", errors={"q": "Say more"})
            else:
                await ack()

        await scene.client.chat_postMessage(channel="C_BACKEND", text="x", blocks=[BUTTON])
        ana = scene.server.person("U_ANA")
        await ana.click(scene.server.messages("C_BACKEND")[-1], "go")
        modals = await scene.server.wait_for(lambda: scene.server.modals("U_ANA"))
        assert await ana.submit(modals[0], {"q": {"text": ""}}) == {
            "response_action": "errors",
            "errors": {"q": "Please complete this required field."},
        }
        refused = await ana.submit(modals[0], {"q": {"text": "why"}})
        assert refused["errors"] == {"q": "Say more"}
        assert scene.server.modals("U_ANA")[0]["state"]["values"]["q"]["text"]["value"] == "why"
        assert await ana.submit(modals[0], {"q": {"text": "what is HTTP"}}) == {}
        assert scene.server.modals("U_ANA") == []


async def test_home_is_published_when_it_is_opened(stage: Stage) -> None:
    async with stage() as scene:

        @scene.app.event("app_home_opened")
        async def opened(event: Json, client: Any) -> None:
            view = {"type": "home", "blocks": [{"type": "divider"}]}
            await client.views_publish(user_id=event["user"], view=view)

        await scene.server.person("U_CHI").open_home()
        home = await scene.server.wait_for(lambda: scene.server.home("U_CHI"))
        assert [block["type"] for block in home["blocks"]] == ["divider"]
        assert scene.events("app_home_opened")[0]["tab"] == "home"


async def test_agent_shows_status_and_streams_its_answer(stage: Stage) -> None:
    async with stage(own=("message",)) as scene:

        @scene.app.event("message")
        async def answer(event: Json, client: Any) -> None:
            await client.assistant_threads_setStatus(
                channel_id=event["channel"], thread_ts=event["ts"], status="is thinking"
            )
            assert scene.server.status(event["channel"], event["ts"]) == "is thinking"
            stream = await client.chat_stream(
                channel=event["channel"], thread_ts=event["ts"], buffer_size=4
            )
            await stream.append(markdown_text="**One**, ")
            await stream.append(markdown_text="two")
            await stream.stop()

        dm = await scene.server.person("U_ANA").dm("hello")
        thread = await scene.server.wait_for(
            lambda: [
                message
                for message in scene.server.messages(dm["channel"], dm["ts"])[1:]
                if not message.get("streaming")
            ]
        )
        await scene.server.delivered()
        assert thread[0]["text"] == "**One**, two"
        assert scene.server.status(dm["channel"], dm["ts"]) is None
        assert not scene.server.refused


async def test_shortcuts_reach_the_app(stage: Stage) -> None:
    async with stage() as scene:

        @scene.app.shortcut("keep")
        async def keep(ack: Any, shortcut: Json, respond: Any) -> None:
            await ack()
            await respond(text=f"Kept: {shortcut['message']['text']}")

        @scene.app.shortcut("new")
        async def new(ack: Any) -> None:
            await ack()

        ben = scene.server.person("U_BEN")
        message = await ben.say("C_BACKEND", "worth keeping")
        await ben.shortcut("keep", message)
        await ben.shortcut("new")
        kept = await scene.server.wait_for(lambda: scene.server.messages("C_BACKEND")[1:])
        assert kept[0]["text"] == "Kept: worth keeping"


async def test_external_select_asks_the_app_for_options(stage: Stage) -> None:
    option = {"text": {"type": "plain_text", "text": "HTTP"}, "value": "http"}
    select = {"type": "external_select", "action_id": "skill", "min_query_length": 1}
    async with stage() as scene:

        @scene.app.options("skill")
        async def options(ack: Any, payload: Json) -> None:
            await ack(options=[option] if payload["value"] == "ht" else [])

        await scene.client.chat_postMessage(
            channel="C_BACKEND", text="x", blocks=[{"type": "actions", "elements": [select]}]
        )
        message = scene.server.messages("C_BACKEND")[-1]
        found = await scene.server.person("U_ANA").options(message, "skill", "ht")
        assert found["options"] == [option]
