"""Messages arrive exactly once, whatever Slack and the network do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.api.blocks import note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import Undeliverable
from bot.slack.api.messenger import Messenger
from bot.slack.api.post import MESSAGES_A_PAGE
from bot.slack.api.retries import RETRIES
from bot.slack.app.bolt import web_client
from bot.slack.app.manifest import manifest
from sandbox.model import Json
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.bot.failing_connection import FailingConnection, open_failing_connection

BACKEND = Destination("C_BACKEND")
LONG = "\n\n".join(f"Paragraph {n}: " + "word " * 100 for n in range(60))


@dataclass
class Env:
    """A messenger, its workspace, the connection between them, and the seconds it waited."""

    messenger: Messenger
    server: Server
    connection: FailingConnection
    waits: list[float]

    def posted(self, thread_ts: str | None = None) -> list[Json]:
        """Return the coach's messages in #backend or one of its threads."""
        bot = self.server.workspace.bot_user
        messages = self.server.messages(BACKEND.channel, thread_ts)
        return [message for message in messages if message["user"] == bot]


@pytest.fixture
async def env() -> AsyncIterator[Env]:
    """A messenger connected to a new workspace, without real waits."""
    workspace, waits = Workspace.from_manifest(manifest()), list[float]()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async with serve(workspace) as server, open_failing_connection(server.url) as between:
        client = web_client(workspace.bot_token, f"{between.url}/api/", sleep=sleep)
        yield Env(Messenger(client, sleep=sleep), server, between, waits)


async def test_a_reply_goes_into_its_thread(env: Env) -> None:
    root = await env.server.person("U_ANA").say("C_BACKEND", "hello")
    (ts,) = await env.messenger.reply(Destination("C_BACKEND", root["ts"]), note("Hi"), "k")
    (message,) = env.posted(root["ts"])
    assert (message["ts"], message["text"]) == (ts, "Hi")
    assert not env.waits


async def test_waits_as_long_as_slack_asks(env: Env) -> None:
    env.server.faults.fail(status=429, times=2, retry_after=7)
    await env.messenger.reply(BACKEND, note("Hi"), "k")
    assert len(env.posted()) == 1
    assert env.waits == [7, 7]


async def test_fails_at_once_if_slack_asks_to_wait_too_long(env: Env) -> None:
    env.server.faults.fail(status=429, times=1, retry_after=3600)
    with pytest.raises(SlackApiError):
        await env.messenger.reply(BACKEND, note("Hi"), "k")
    assert not env.waits


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("times", [1, RETRIES])
async def test_a_server_error_leaves_exactly_one_post(env: Env, taken: bool, times: int) -> None:
    env.server.faults.fail(status=500, times=1, after_taking=taken)
    env.server.faults.fail(status=503, times=times - 1)
    (ts,) = await env.messenger.reply(BACKEND, note("Hi"), "k")
    assert [message["ts"] for message in env.posted()] == [ts]


@pytest.mark.parametrize("fault", ["refuse", "lose", "garble"])
async def test_a_broken_connection_leaves_exactly_one_post(env: Env, fault: str) -> None:
    env.connection.faults.append(fault)
    (ts,) = await env.messenger.reply(BACKEND, note("Hi"), "k")
    assert [message["ts"] for message in env.posted()] == [ts]


async def test_a_reply_is_found_in_a_long_thread(env: Env) -> None:
    ana = env.server.person("U_ANA")
    root = await ana.say("C_BACKEND", "hello")
    for number in range(MESSAGES_A_PAGE + 10):
        await ana.say("C_BACKEND", f"and {number}", root["ts"])
    env.server.faults.fail(status=500, after_taking=True)
    await env.messenger.reply(Destination("C_BACKEND", root["ts"]), note("Hi"), "k")
    assert len(env.posted(root["ts"])) == 1


async def test_raises_if_slack_keeps_failing(env: Env) -> None:
    env.server.faults.fail(status=500, times=RETRIES + 1)
    with pytest.raises(SlackApiError):
        await env.messenger.reply(BACKEND, note("Hi"), "k")
    assert env.waits == [0.5, 1, 2, 4]
    assert not env.posted()


@pytest.mark.parametrize("channel", ["C_RANDOM", "C_OLD", "C_NOWHERE"])
async def test_raises_undeliverable_where_the_coach_cannot_post(env: Env, channel: str) -> None:
    with pytest.raises(Undeliverable):
        await env.messenger.reply(Destination(channel), note("Hi"), "k")
    assert not env.waits


async def test_a_long_message_arrives_complete_and_in_order(env: Env) -> None:
    env.server.faults.fail(status=500, after_taking=True)
    stamps = await env.messenger.reply(BACKEND, note(LONG), "k")
    messages = env.posted()
    assert [message["ts"] for message in messages] == list(stamps)
    texts = [block["text"]["text"] for message in messages for block in message["blocks"]]
    assert "\n\n".join(texts).split() == LONG.split()
    assert not [call for call in env.server.refused if "fault" not in str(call.error)]


async def test_a_long_private_answer_arrives_complete(env: Env) -> None:
    secret = env.server.workspace.triggers.hook("U_ANA", "C_BACKEND")
    await env.messenger.respond(f"{env.connection.url}/respond/{secret}", note(LONG))
    assert all(message["ephemeral_to"] == "U_ANA" for message in env.posted())
    texts = [block["text"]["text"] for message in env.posted() for block in message["blocks"]]
    assert "\n\n".join(texts).split() == LONG.split()


async def test_updates_and_deletions_can_be_repeated(env: Env) -> None:
    (ts,) = await env.messenger.reply(BACKEND, note("Hi"), "k")
    env.server.faults.fail("chat.update", 500, after_taking=True)
    await env.messenger.update("C_BACKEND", ts, note("Hello"))
    assert [message["text"] for message in env.posted()] == ["Hello"]
    env.server.faults.fail("chat.delete", 500, after_taking=True)
    await env.messenger.delete("C_BACKEND", ts)
    await env.messenger.delete("C_BACKEND", ts)
    assert not env.posted()


async def test_a_failing_status_raises_nothing(env: Env) -> None:
    root = await env.server.person("U_ANA").say("C_BACKEND", "hello")
    place = Destination("C_BACKEND", root["ts"])
    env.connection.faults += ["garble"]
    await env.messenger.status(place)
    await env.messenger.status(Destination("C_NOWHERE", "1.0"))
    await env.messenger.status(place)
    assert env.server.status("C_BACKEND", root["ts"])
