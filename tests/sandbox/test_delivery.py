"""Deadlines, retries and faults of delivery, over both transports."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError

from sandbox.delivery.http import signature_headers
from sandbox.model import Json
from sandbox.run import serve
from sandbox.workspace import Workspace
from tests.sandbox.apps import MANIFEST, Stage, over_http, over_socket


async def test_a_late_acknowledgement_is_noted_and_retried_at_once(stage: Stage) -> None:
    async with stage() as scene:
        scene.server.faults.late_ack()
        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.delivered()
        first, second = scene.server.deliveries
        assert (first.attempt, first.acknowledged, first.error) == (1, False, "http_timeout")
        assert (second.attempt, second.acknowledged) == (2, True)
        assert first.id == second.id == scene.bodies[1]["event_id"]


async def test_a_slow_app_gets_the_event_again_and_its_true_latency_is_noted() -> None:
    async with over_socket(own=("message",), acknowledge_within=0.05) as scene:
        release = asyncio.Event()

        @scene.app.event("message", middleware=[_holding(release)])
        async def slow() -> None:
            """Do nothing; the acknowledgement waits for the middleware."""

        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.wait_for(lambda: len(scene.server.deliveries) == 2)
        release.set()
        await scene.server.wait_for(lambda: scene.server.deliveries[0].latency)
        assert [delivery.error for delivery in scene.server.deliveries] == ["timeout", "timeout"]


def _holding(release: asyncio.Event) -> Any:
    async def hold(next: Any) -> None:
        await release.wait()
        await next()

    return hold


async def test_retries_at_once_after_a_minute_and_after_five_then_gives_up() -> None:
    async with over_socket() as scene:
        server, ws = scene.server, scene.ws
        server.faults.late_ack(times=4)
        await server.person("U_ANA").say("C_BACKEND", "hi")
        await server.wait_for(lambda: len(server.deliveries) == 2)
        ws.advance(59)
        assert len(server.deliveries) == 2
        ws.advance(2)
        await server.wait_for(lambda: len(server.deliveries) == 3)
        ws.advance(301)
        await server.delivered()
        assert [delivery.attempt for delivery in server.deliveries] == [1, 2, 3, 4]
        assert not any(delivery.acknowledged for delivery in server.deliveries)


async def test_http_retries_say_their_number_and_reason() -> None:
    async with over_http() as scene:
        scene.server.faults.late_ack()
        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.delivered()
        assert "x-slack-retry-num" not in scene.headers[0]
        assert scene.headers[1]["x-slack-retry-num"] == ["1"]
        assert scene.headers[1]["x-slack-retry-reason"] == ["http_timeout"]


async def test_duplicate_deliveries_carry_the_same_event_id(stage: Stage) -> None:
    async with stage() as scene:
        scene.server.faults.duplicate_deliveries()
        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.delivered()
        assert len(scene.bodies) == 2
        assert scene.bodies[0]["event_id"] == scene.bodies[1]["event_id"]


@pytest.mark.parametrize("fault", ["bad_signature", "stale_signature"])
async def test_bolt_refuses_a_signature_that_is_not_slacks(fault: str) -> None:
    async with over_http() as scene:
        getattr(scene.server.faults, fault)()
        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.delivered()
        assert [delivery.error for delivery in scene.server.deliveries] == ["http_error", None]
        assert len(scene.bodies) == 1


async def test_raw_bodies_are_signed() -> None:
    async with over_http() as scene:
        body = b'{"type": "url_verification", "challenge": "c"}'
        assert await scene.server.send_raw(body, "application/json") == 200
        forged = signature_headers("wrong", body, int(time.time()))
        assert await scene.server.send_raw(body, "application/json", forged) == 401


async def test_a_command_fails_while_no_app_is_connected() -> None:
    async with over_socket() as scene:
        scene.server.faults.drop_socket()
        result = await scene.server.person("U_ANA").command("C_BACKEND", "/ask x")
        assert result == {"ok": False, "error": "dispatch_failed"}


async def test_the_app_reconnects_after_a_dropped_socket() -> None:
    async with over_socket() as scene:
        server = scene.server
        server.faults.drop_socket()
        assert not server.connected
        await server.ready()
        await server.person("U_ANA").say("C_BACKEND", "still there?")
        await server.delivered()
        assert scene.events("message")[0]["text"] == "still there?"


async def test_an_event_lost_with_its_socket_arrives_a_minute_later() -> None:
    async with over_socket() as scene:
        server = scene.server
        server.faults.drop_socket()
        await server.person("U_ANA").say("C_BACKEND", "hi")
        await server.wait_for(lambda: len(server.deliveries) == 2)
        await server.ready()
        scene.ws.advance(61)
        await server.delivered()
        assert [d.acknowledged for d in server.deliveries] == [False, False, True]


async def test_a_refreshed_connection_goes_on_without_loss() -> None:
    async with over_socket() as scene:
        opened = "apps.connections.open"
        scene.ws.advance(3601)
        await scene.server.wait_for(
            lambda: [call.method for call in scene.server.calls].count(opened) == 2
        )
        await scene.server.ready()
        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.delivered()
        assert scene.events("message")


@pytest.mark.parametrize("status, error", [(500, None), (429, "ratelimited")])
async def test_calls_fail_on_demand(status: int, error: str | None) -> None:
    async with over_socket() as scene:
        scene.server.faults.fail(status=status, retry_after=7)
        with pytest.raises(SlackApiError) as failed:
            await scene.client.chat_postMessage(channel="C_BACKEND", text="x")
        assert failed.value.response.status_code == status
        assert failed.value.response.get("error") == error
        assert failed.value.response.headers.get("Retry-After") == ("7" if error else None)
        assert scene.server.messages("C_BACKEND") == []
        await scene.client.chat_postMessage(channel="C_BACKEND", text="x")


async def test_a_lost_answer_leaves_the_work_done() -> None:
    async with over_socket() as scene:
        scene.server.faults.fail("chat.postMessage", 503, after_taking=True)
        with pytest.raises(SlackApiError):
            await scene.client.chat_postMessage(channel="C_BACKEND", text="done")
        assert [message["text"] for message in scene.server.messages("C_BACKEND")] == ["done"]


async def test_only_subscribed_events_of_joined_channels_arrive() -> None:
    async with over_socket() as scene:
        ana = scene.server.person("U_ANA")
        mention: Json = await ana.say("C_RANDOM", f"<@{scene.ws.bot_user}> hello?")
        await scene.server.delivered()
        assert scene.bodies == []
        await scene.client.conversations_join(channel="C_RANDOM")
        await ana.edit("C_RANDOM", mention["ts"], "never mind")
        await ana.delete("C_RANDOM", mention["ts"])
        await ana.react("C_RANDOM", (await ana.say("C_RANDOM", "ok"))["ts"], "eyes")
        await scene.server.delivered()
        kinds = [(e["type"], e.get("subtype")) for e in (b["event"] for b in scene.bodies)]
        assert kinds == [
            ("member_joined_channel", None),
            ("message", "message_changed"),
            ("message", "message_deleted"),
            ("message", None),
            ("reaction_added", None),
        ]


async def test_uninstalling_tells_the_app_twice() -> None:
    async with over_socket() as scene:
        scene.ws.uninstall()
        await scene.server.wait_for(lambda: len(scene.server.deliveries) >= 2)
        assert {"app_uninstalled", "tokens_revoked"} <= {
            call.method for call in scene.server.log if call.kind == "event"
        }


async def test_an_app_can_decline_retries() -> None:
    async with over_http(own=("message",)) as scene:
        declined = BoltResponse(status=500, headers={"X-Slack-No-Retry": ["1"]})

        @scene.app.middleware
        async def broken(resp: BoltResponse) -> BoltResponse:
            return declined

        await scene.server.person("U_ANA").say("C_BACKEND", "hi")
        await scene.server.delivered()
        assert [delivery.error for delivery in scene.server.deliveries] == ["http_error"]


async def test_nobody_at_the_request_url_is_a_failed_command() -> None:
    ws = Workspace.from_manifest(MANIFEST, request_url="http://127.0.0.1:9/slack/events")
    async with serve(ws) as server:
        result = await server.person("U_ANA").command("C_BACKEND", "/ask x")
        assert result == {"ok": False, "error": "dispatch_failed"}
        assert [delivery.error for delivery in server.deliveries] == ["connection_failed"]


async def test_pressing_stop_clears_the_status_and_tells_the_app() -> None:
    async with over_socket() as scene:
        scene.app.event("agent_session_stopped")(_nothing)
        dm = await scene.server.person("U_ANA").dm("long question")
        await scene.client.assistant_threads_setStatus(
            channel_id=dm["channel"], thread_ts=dm["ts"], status="thinks"
        )
        await scene.server.person("U_ANA").stop(dm["channel"], dm["ts"])
        await scene.server.delivered()
        assert scene.server.status(dm["channel"], dm["ts"]) is None
        assert scene.events("agent_session_stopped")[0]["thread_ts"] == dm["ts"]


async def _nothing() -> None:
    """Ignore the stop."""
