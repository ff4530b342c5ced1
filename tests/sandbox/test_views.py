"""Modals: triggers, the stack, hashes, and the allowed responses to a submission."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.model import Json
from sandbox.people.messages import NotPossible
from sandbox.run import Server
from tests.sandbox.apps import over_socket

TEXT = {"type": "plain_text", "text": "Text"}


def modal(title: str = "One", **more: Any) -> Json:
    field = {
        "type": "input",
        "block_id": "b",
        "optional": True,
        "label": TEXT,
        "element": {"type": "plain_text_input", "action_id": "a"},
    }
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": TEXT,
        "blocks": [field],
        **more,
    }


def titles(server: Server) -> list[str]:
    return [view["title"]["text"] for view in server.modals("U_ANA")]


async def test_stack_holds_three(server: Server, client: AsyncWebClient) -> None:
    triggers = server.workspace.triggers
    await client.views_open(trigger_id=triggers.issue("U_ANA"), view=modal("One"))
    await client.views_push(trigger_id=triggers.issue("U_ANA"), view=modal("Two"))
    third = await client.views_push(trigger_id=triggers.issue("U_ANA"), view=modal("Three"))
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=triggers.issue("U_ANA"), view=modal("Four"))
    first, second, _ = server.modals("U_ANA")
    assert third["view"]["root_view_id"] == first["id"]
    assert third["view"]["previous_view_id"] == second["id"]
    assert titles(server) == ["One", "Two", "Three"]


async def test_update_keeps_what_was_filled_in_and_changes_the_hash(
    server: Server, client: AsyncWebClient
) -> None:
    ws = server.workspace
    opened = await client.views_open(trigger_id=ws.triggers.issue("U_ANA"), view=modal())
    view = opened["view"]
    known = ws.views.find(view["id"])
    assert known is not None
    ws.views.fill(known, {"b": {"a": {"type": "plain_text_input", "value": "kept"}}})
    fresh = await client.views_update(view_id=view["id"], hash=view["hash"], view=modal("New"))
    assert fresh["view"]["state"]["values"]["b"]["a"]["value"] == "kept"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert titles(server) == ["New"]


async def test_external_ids_are_unique_and_find_their_view(
    server: Server, client: AsyncWebClient
) -> None:
    triggers = server.workspace.triggers
    named = modal(external_id="mine")
    await client.views_open(trigger_id=triggers.issue("U_ANA"), view=named)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await client.views_open(trigger_id=triggers.issue("U_BEN"), view=named)
    await client.views_update(external_id="mine", view=modal("Found", external_id="mine"))
    assert titles(server) == ["Found"]


@pytest.mark.parametrize(
    "answer, left",
    [
        ({}, ["One"]),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal("Changed")}, ["One", "Changed"]),
        ({"response_action": "push", "view": modal("Third")}, ["One", "Two", "Third"]),
        ({"response_action": "errors", "errors": {"b": "no"}}, ["One", "Two"]),
    ],
)
async def test_submission_follows_the_response_action(answer: Json, left: list[str]) -> None:
    async with over_socket() as scene:

        @scene.app.view("form")
        async def sent(ack: Any) -> None:
            await ack(answer)

        triggers = scene.ws.triggers
        await scene.client.views_open(trigger_id=triggers.issue("U_ANA"), view=modal("One"))
        await scene.client.views_push(trigger_id=triggers.issue("U_ANA"), view=modal("Two"))
        top = scene.server.modals("U_ANA")[-1]
        assert await scene.server.person("U_ANA").submit(top, {"b": {"a": "x"}}) == answer
        assert titles(scene.server) == left
        sent_values = scene.bodies[-1]["view"]["state"]["values"]
        assert sent_values == {"b": {"a": {"type": "plain_text_input", "value": "x"}}}


async def test_a_broken_view_in_an_answer_is_refused() -> None:
    async with over_socket() as scene:

        @scene.app.view("form")
        async def sent(ack: Any) -> None:
            await ack({"response_action": "update", "view": modal("x" * 25)})

        trigger = scene.ws.triggers.issue("U_ANA")
        await scene.client.views_open(trigger_id=trigger, view=modal())
        with pytest.raises(NotPossible, match="json-pointer:/view/title"):
            await scene.server.person("U_ANA").submit(scene.server.modals("U_ANA")[0])


async def test_closing_is_told_only_when_asked_for() -> None:
    async with over_socket() as scene:
        scene.app.view_closed("form")(_acknowledge)
        ana = scene.server.person("U_ANA")
        for notify in (False, True):
            trigger = scene.ws.triggers.issue("U_ANA")
            view = modal(notify_on_close=notify)
            await scene.client.views_open(trigger_id=trigger, view=view)
            await ana.close_view(scene.server.modals("U_ANA")[0])
        assert [body["type"] for body in scene.bodies] == ["view_closed"]
        assert scene.server.modals("U_ANA") == []


async def _acknowledge(ack: Any) -> None:
    await ack()


async def test_home_is_published_for_one_person(server: Server, client: AsyncWebClient) -> None:
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    first = await client.views_publish(user_id="U_ANA", view=view)
    again = await client.views_publish(user_id="U_ANA", view=view, hash=first["view"]["hash"])
    assert again["view"]["id"] == first["view"]["id"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id="U_ANA", view=view, hash=first["view"]["hash"])
    assert server.home("U_BEN") is None
