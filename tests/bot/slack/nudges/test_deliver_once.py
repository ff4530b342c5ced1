"""Each person gets a nudge exactly once, whatever fails and whenever."""

import asyncio
from dataclasses import replace
from random import Random

import pytest
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.slack.api.blocks import note
from bot.slack.api.post import MESSAGES_A_PAGE
from bot.slack.nudges.deliver import deliver
from bot.slack.nudges.reconcile import UNSEEN
from bot.store.database import Database
from bot.store.nudges import DatabaseNudges
from tests.bot.fault_injection import FlakyProxy, crash
from tests.bot.nudge_workspace import AT_ONCE, DAY, MONDAY, NudgeWorkspace, open_workspace


@pytest.mark.parametrize("taken", [True, False])
async def test_a_lost_answer_from_slack_is_looked_up(
    workspace: NudgeWorkspace, taken: bool
) -> None:
    workspace.server.faults.fail("chat.postMessage", 503, after_taking=taken)
    await workspace.add_schedule()
    with pytest.raises(SlackApiError):
        await deliver(workspace.services, await workspace.claim())
    assert [
        line.open for line in await workspace.services.nudges.sent(workspace.team, "U_EVE", 0)
    ] == [True]
    await workspace.expire_claims()
    assert await deliver(workspace.services, await workspace.claim()) is not taken
    await workspace.assert_sent_once()


async def test_a_nudge_that_slack_refuses_is_not_left_open(workspace: NudgeWorkspace) -> None:
    workspace.server.faults.fail("chat.postMessage", 429, times=5, retry_after=3600)
    await workspace.add_schedule()
    with pytest.raises(SlackApiError):
        await deliver(workspace.services, await workspace.claim())
    assert not await workspace.services.nudges.sent(workspace.team, "U_EVE", 0)


async def test_nothing_is_sent_while_an_open_nudge_cannot_be_looked_up(
    workspace: NudgeWorkspace,
) -> None:
    await workspace.add_schedule()
    claimed = await workspace.claim()
    await open_line(workspace, "U_EVE", NudgeKind.WEEKLY)
    workspace.server.faults.fail("conversations.history", 500, times=50)
    with pytest.raises(SlackApiError):
        await deliver(workspace.services, claimed)
    assert not workspace.messages_to()


async def open_line(workspace: NudgeWorkspace, subject: str, kind: NudgeKind) -> None:
    """Leave an open line as a crash does: nobody knows whether Slack posted the message."""
    key = f"nudge:{subject}:2026-11-23"
    person = "U_ANA" if kind is NudgeKind.PROMPT else subject
    whose = (workspace.team, key, subject, person)
    line = Sent(*whose, kind, "2026-11-23", MONDAY - 60, Nudge(kind, ("So.",)))
    await workspace.services.nudges.begin(line)


async def test_an_open_nudge_counts_as_sent_where_the_coach_cannot_read() -> None:
    async with open_workspace(granted=lambda scope: scope != "channels:history") as workspace:
        await workspace.add_prompt("C_BACKEND")
        await open_line(workspace, "C_BACKEND", NudgeKind.PROMPT)
        assert not await deliver(workspace.services, await workspace.claim())
        (line,) = await workspace.services.nudges.sent(workspace.team, "C_BACKEND", 0)
        assert (line.channel, line.ts) == ("C_BACKEND", UNSEEN)
        assert not workspace.messages_in("C_BACKEND")


async def test_a_busy_channel_is_read_until_the_message_is_found(workspace: NudgeWorkspace) -> None:
    await workspace.add_prompt("C_BACKEND")
    await open_line(workspace, "C_BACKEND", NudgeKind.PROMPT)
    key = "nudge:C_BACKEND:2026-11-23"
    posted = await workspace.services.messenger.send("C_BACKEND", note("Prompt"), key)
    ana = workspace.server.person("U_ANA")
    for number in range(MESSAGES_A_PAGE + 1):
        await ana.say("C_BACKEND", f"Talk {number}")
    assert not await deliver(workspace.services, await workspace.claim())
    (line,) = await workspace.services.nudges.sent(workspace.team, "C_BACKEND", 0)
    assert line.ts == posted.ts


POINTS = [
    (part, method, after)
    for part, methods in {
        "nudges": ("sent", "begin", "end"),
        "learning": ("of",),
        "messenger": ("send",),
    }.items()
    for method in methods
    for after in (False, True)
]


async def test_a_crash_at_any_point_leaves_one_nudge(database: Database) -> None:
    async with open_workspace(DatabaseNudges(database)) as workspace:
        for number, (part, method, after) in enumerate(POINTS):
            person = f"U_{number:03}"
            await workspace.add_schedule(person)
            await crash(workspace, part, method, after=after)
            await workspace.scheduler().tick()
            await workspace.assert_sent_once(person)
            planned = (await workspace.get_schedule(person)).next_at
            assert planned is not None, (part, method, after)
            assert planned > MONDAY + 5 * DAY, (part, method, after)
        assert await workspace.scheduler().tick() == 0


RECOVERING = [
    *POINTS,
    *(("nudges", method, after) for method in ("confirm", "abandon") for after in (False, True)),
    *(("messenger", "find", after) for after in (False, True)),
]


@pytest.mark.parametrize("taken", [True, False])
async def test_a_crash_while_recovering_from_a_crash_leaves_one_nudge(taken: bool) -> None:
    async with open_workspace() as workspace:
        for number, (part, method, after) in enumerate(RECOVERING):
            person = f"U_{number:03}"
            await workspace.add_schedule(person)
            await crash(workspace, "messenger", "send", after=taken)
            if await workspace.services.nudges.claim(workspace.time.now, 1):
                await workspace.expire_claims()
                await crash(workspace, part, method, after=after)
            await workspace.scheduler().tick()
            await workspace.assert_sent_once(person)
        assert await workspace.scheduler().tick() == 0


async def storm(workspace: NudgeWorkspace, chance: Random) -> None:
    """Run three replicas at once; any of their calls to Slack and the store may fail."""
    replicas = [
        workspace.scheduler(
            replace(AT_ONCE, batch=3),
            nudges=FlakyProxy(workspace.services.nudges, chance, 0.1),
            messenger=FlakyProxy(workspace.services.messenger, chance, 0.3),
        )
        for _ in range(3)
    ]
    with capture_logs():
        ticks = (replica.tick() for replica in replicas)
        await asyncio.gather(*ticks, return_exceptions=True)
    await workspace.expire_claims()


@pytest.mark.parametrize("seed", range(2))
async def test_everybody_gets_one_nudge_despite_random_failures(
    database: Database, seed: int
) -> None:
    chance = Random(seed)
    async with open_workspace(DatabaseNudges(database)) as workspace:
        people = await workspace.add_people(12)
        for _ in range(6):
            await storm(workspace, chance)
        await workspace.scheduler().tick()
        assert workspace.message_counts(people) == [1] * 12
        for person in people:
            await workspace.assert_sent_once(person)
