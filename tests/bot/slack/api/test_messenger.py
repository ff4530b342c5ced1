"""What is said to Slack arrives exactly once, whatever Slack and the network do meanwhile."""

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
class Line:
    """A messenger, the workspace it talks to, the wire between, and how long it waited."""

    messenger: Messenger
    server: Server
    wire: FailingConnection
    waits: list[float]

    def posted(self, thread_ts: str | None = None) -> list[Json]:
        """The coach's messages in #backend or a thread of it."""
        bot = self.server.workspace.bot_user
        messages = self.server.messages(BACKEND.channel, thread_ts)
        return [message for message in messages if message["user"] == bot]


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """A line to a fresh workspace; nothing waits for real."""
    workspace, waits = Workspace.from_manifest(manifest()), list[float]()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async with serve(workspace) as server, open_failing_connection(server.url) as between:
        client = web_client(workspace.bot_token, f"{between.url}/api/", sleep=sleep)
        yield Line(Messenger(client, sleep=sleep), server, between, waits)


async def test_a_reply_names_itself_and_keeps_to_its_thread(line: Line) -> None:
    root = await line.server.person("U_ANA").say("C_BACKEND", "hello")
    (ts,) = await line.messenger.reply(Destination("C_BACKEND", root["ts"]), note("Hi"), "k")
    (message,) = line.posted(root["ts"])
    assert (message["ts"], message["text"]) == (ts, "Hi")
    assert not line.waits


async def test_slack_is_given_the_time_it_asks_for(line: Line) -> None:
    line.server.faults.fail(status=429, times=2, retry_after=7)
    await line.messenger.reply(BACKEND, note("Hi"), "k")
    assert len(line.posted()) == 1
    assert line.waits == [7, 7]


async def test_too_much_patience_is_reported_at_once(line: Line) -> None:
    line.server.faults.fail(status=429, times=1, retry_after=3600)
    with pytest.raises(SlackApiError):
        await line.messenger.reply(BACKEND, note("Hi"), "k")
    assert not line.waits


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("times", [1, RETRIES])
async def test_a_server_error_leaves_exactly_one_post(line: Line, taken: bool, times: int) -> None:
    line.server.faults.fail(status=500, times=1, after_taking=taken)
    line.server.faults.fail(status=503, times=times - 1)
    (ts,) = await line.messenger.reply(BACKEND, note("Hi"), "k")
    assert [message["ts"] for message in line.posted()] == [ts]


@pytest.mark.parametrize("fault", ["refuse", "lose", "garble"])
async def test_a_broken_connection_leaves_exactly_one_post(line: Line, fault: str) -> None:
    line.wire.faults.append(fault)
    (ts,) = await line.messenger.reply(BACKEND, note("Hi"), "k")
    assert [message["ts"] for message in line.posted()] == [ts]


async def test_a_reply_is_found_again_in_a_long_thread(line: Line) -> None:
    ana = line.server.person("U_ANA")
    root = await ana.say("C_BACKEND", "hello")
    for number in range(MESSAGES_A_PAGE + 10):
        await ana.say("C_BACKEND", f"and {number}", root["ts"])
    line.server.faults.fail(status=500, after_taking=True)
    await line.messenger.reply(Destination("C_BACKEND", root["ts"]), note("Hi"), "k")
    assert len(line.posted(root["ts"])) == 1


async def test_a_slack_that_stays_broken_ends_in_an_error(line: Line) -> None:
    line.server.faults.fail(status=500, times=RETRIES + 1)
    with pytest.raises(SlackApiError):
        await line.messenger.reply(BACKEND, note("Hi"), "k")
    assert line.waits == [0.5, 1, 2, 4]
    assert not line.posted()


@pytest.mark.parametrize("channel", ["C_RANDOM", "C_OLD", "C_NOWHERE"])
async def test_where_the_coach_may_not_write_is_undeliverable(line: Line, channel: str) -> None:
    with pytest.raises(Undeliverable):
        await line.messenger.reply(Destination(channel), note("Hi"), "k")
    assert not line.waits


async def test_a_long_message_arrives_whole_and_in_order(line: Line) -> None:
    line.server.faults.fail(status=500, after_taking=True)
    stamps = await line.messenger.reply(BACKEND, note(LONG), "k")
    messages = line.posted()
    assert [message["ts"] for message in messages] == list(stamps)
    texts = [block["text"]["text"] for message in messages for block in message["blocks"]]
    assert "\n\n".join(texts).split() == LONG.split()
    assert not [call for call in line.server.refused if "fault" not in str(call.error)]


async def test_a_long_private_answer_arrives_whole(line: Line) -> None:
    secret = line.server.workspace.triggers.hook("U_ANA", "C_BACKEND")
    await line.messenger.respond(f"{line.wire.url}/respond/{secret}", note(LONG))
    assert all(message["ephemeral_to"] == "U_ANA" for message in line.posted())
    texts = [block["text"]["text"] for message in line.posted() for block in message["blocks"]]
    assert "\n\n".join(texts).split() == LONG.split()


async def test_updates_and_withdrawals_may_be_repeated(line: Line) -> None:
    (ts,) = await line.messenger.reply(BACKEND, note("Hi"), "k")
    line.server.faults.fail("chat.update", 500, after_taking=True)
    await line.messenger.update("C_BACKEND", ts, note("Hello"))
    assert [message["text"] for message in line.posted()] == ["Hello"]
    line.server.faults.fail("chat.delete", 500, after_taking=True)
    await line.messenger.withdraw("C_BACKEND", ts)
    await line.messenger.withdraw("C_BACKEND", ts)
    assert not line.posted()


async def test_a_status_that_fails_holds_nothing_up(line: Line) -> None:
    root = await line.server.person("U_ANA").say("C_BACKEND", "hello")
    place = Destination("C_BACKEND", root["ts"])
    line.wire.faults += ["garble"]
    await line.messenger.status(place)
    await line.messenger.status(Destination("C_NOWHERE", "1.0"))
    await line.messenger.status(place)
    assert line.server.status("C_BACKEND", root["ts"])
