"""Answers when Slack, the network or the coach fails."""

import asyncio
import threading
from typing import Any

import pytest

from bot.assemble import KnowledgeService
from bot.slack.answers.conversation import CUT_SHORT
from tests.conftest import Stage, Staging

QUESTION = "How do I version an API?"
POINT = "API versioning and deprecation strategies"


async def ask(stage: Stage, text: str = QUESTION) -> str:
    """Let Ana mention the coach in #backend; return her message's ts."""
    message = await stage.server.person("U_ANA").say("C_BACKEND", f"<@{stage.coach}> {text}")
    return str(message["ts"])


def answers(stage: Stage, ts: str) -> list[str]:
    return [str(m["blocks"]) for m in stage.said("C_BACKEND", ts)]


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_duplicate_deliveries_get_one_answer(staging: Staging, transport: str) -> None:
    async with staging(transport) as stage:
        stage.server.faults.duplicate_deliveries(4)
        ts = await ask(stage)
        await stage.quiet()
        assert len(answers(stage, ts)) == 1


async def test_waits_out_a_rate_limit(stage: Stage) -> None:
    stage.server.faults.fail("chat.postMessage", status=429, times=3, retry_after=7)
    ts = await ask(stage)
    await stage.quiet()
    assert [POINT in answer for answer in answers(stage, ts)] == [True]


@pytest.mark.parametrize("after_taking", [False, True])
async def test_a_server_error_leaves_exactly_one_answer(stage: Stage, after_taking: bool) -> None:
    stage.server.faults.fail(
        "chat.postMessage", status=503, times=1 if after_taking else 3, after_taking=after_taking
    )
    ts = await ask(stage)
    await stage.quiet()
    assert [POINT in answer for answer in answers(stage, ts)] == [True]


async def test_a_long_slack_outage_leaves_the_question_free_for_a_retry(stage: Stage) -> None:
    stage.server.faults.fail("chat.postMessage", status=500, times=100)
    ts = await ask(stage)
    await stage.quiet()
    assert not answers(stage, ts)
    now = stage.bot.services.clock()
    team = stage.server.workspace.team.id
    assert await stage.bot.services.claims.take(team, f"message:C_BACKEND:{ts}", now)


async def test_a_failing_status_does_not_stop_the_answer(stage: Stage) -> None:
    stage.server.faults.fail("assistant.threads.setStatus", status=500, times=50)
    ts = await ask(stage)
    await stage.quiet()
    assert len(answers(stage, ts)) == 1


async def test_a_dropped_socket_reconnects(stage: Stage) -> None:
    stage.server.faults.drop_socket()
    ts = await ask(stage)
    await stage.server.ready(30)
    stage.server.workspace.clock.advance(61)  # Slack delivers lost events again after a minute
    await stage.server.wait_for(lambda: answers(stage, ts))
    await stage.quiet()
    assert len(answers(stage, ts)) == 1


async def test_answers_by_direct_message_when_removed_from_the_channel(
    stage: Stage, knowledge: KnowledgeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = stage.server.workspace
    real = type(knowledge).answer

    def removed_meanwhile(self: KnowledgeService, *args: Any) -> object:
        channel = ws.conversations.get("C_BACKEND")
        assert channel is not None
        ws.conversations.leave(channel, stage.coach)
        return real(self, *args)

    monkeypatch.setattr(type(knowledge), "answer", removed_meanwhile)
    ts = await ask(stage)
    await stage.quiet()
    assert not answers(stage, ts)
    direct = stage.said(stage.server.person("U_ANA").dm_channel)
    assert len(direct) == 1
    assert "can't post in that channel" in str(direct[0]["blocks"])
    assert POINT in str(direct[0]["blocks"])


async def test_a_question_of_8000_characters_gets_an_answer(stage: Stage) -> None:
    ts = await ask(stage, "How do I version an API? " + "we have many clients " * 400)
    await stage.quiet()
    assert len(answers(stage, ts)) == 1


async def test_many_questions_at_once_get_one_answer_each(stage: Stage) -> None:
    asked = await asyncio.gather(*(ask(stage) for _ in range(12)))
    await stage.quiet()
    assert [len(answers(stage, ts)) for ts in asked] == [1] * 12


class Broken:
    """A knowledge core whose answers fail."""

    def __init__(self, knowledge: KnowledgeService) -> None:
        self.catalogue = knowledge.catalogue

    def answer(self, question: str, history: object = ()) -> None:
        raise RuntimeError("a secret detail: xoxb-1-2")


@pytest.mark.parametrize("way", ["mention", "command"])
async def test_an_unexpected_error_shows_a_reference_without_details(
    stage: Stage, knowledge: KnowledgeService, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(knowledge), "answer", Broken(knowledge).answer)
    if way == "mention":
        ts = await ask(stage)
        await stage.quiet()
        shown = answers(stage, ts)
    else:
        await stage.server.person("U_ANA").command("C_BACKEND", f"/ask {QUESTION}")
        await stage.quiet()
        shown = [str(m["blocks"]) for m in stage.said("C_BACKEND")]
    assert len(shown) == 1
    assert "this reference: " in shown[0]
    assert "secret" not in shown[0]


async def test_shutdown_during_an_answer_is_reported(
    staging: Staging, knowledge: KnowledgeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        started.set()
        go_on.wait(30)

    monkeypatch.setattr(type(knowledge), "answer", slow)
    async with staging() as stage:
        ts = await ask(stage)
        assert await asyncio.to_thread(started.wait, 10)
        await stage.bot.services.work.drain(0.05, 5)
        go_on.set()
        assert [CUT_SHORT in answer for answer in answers(stage, ts)] == [True]


async def test_shutdown_waits_for_a_running_answer(
    staging: Staging, knowledge: KnowledgeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()
    real = type(knowledge).answer

    def slow(self: KnowledgeService, *args: Any) -> object:
        started.set()
        go_on.wait(30)
        return real(self, *args)

    monkeypatch.setattr(type(knowledge), "answer", slow)
    async with staging() as stage:
        ts = await ask(stage)
        assert await asyncio.to_thread(started.wait, 10)
        draining = asyncio.create_task(stage.bot.services.work.drain(10, 1))
        go_on.set()
        await draining
        assert [POINT in answer for answer in answers(stage, ts)] == [True]


async def test_uninstalling_forgets_the_workspace(stage: Stage) -> None:
    ts = await ask(stage)
    await stage.quiet()
    team = stage.server.workspace.team.id
    services = stage.bot.services
    assert await services.conversations.find(team, "C_BACKEND", ts)
    stage.server.workspace.emit("app_uninstalled", {"type": "app_uninstalled"})
    await stage.quiet()
    assert not await services.conversations.find(team, "C_BACKEND", ts)
