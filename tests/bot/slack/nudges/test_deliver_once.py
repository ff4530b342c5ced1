"""Each person gets a nudge once, whatever happens at whatever point."""

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
from tests.bot.fault_injection import Weather, crash
from tests.bot.nudge_workspace import AT_ONCE, DAY, MONDAY, Town, town


@pytest.mark.parametrize("taken", [True, False])
async def test_an_answer_of_slacks_that_got_lost_is_looked_up(place: Town, taken: bool) -> None:
    place.server.faults.fail("chat.postMessage", 503, after_taking=taken)
    await place.wishes()
    with pytest.raises(SlackApiError):
        await deliver(place.services, await place.claim())
    assert [line.open for line in await place.services.nudges.sent(place.team, "U_EVE", 0)] == [
        True
    ]
    await place.claims_end()
    assert await deliver(place.services, await place.claim()) is not taken
    await place.once()


async def test_what_slack_refuses_is_not_begun(place: Town) -> None:
    place.server.faults.fail("chat.postMessage", 429, times=5, retry_after=3600)
    await place.wishes()
    with pytest.raises(SlackApiError):
        await deliver(place.services, await place.claim())
    assert not await place.services.nudges.sent(place.team, "U_EVE", 0)


async def test_nobody_is_written_to_while_it_cannot_be_looked_up(place: Town) -> None:
    await place.wishes()
    claimed = await place.claim()
    await open_line(place, "U_EVE", NudgeKind.WEEKLY)
    place.server.faults.fail("conversations.history", 500, times=50)
    with pytest.raises(SlackApiError):
        await deliver(place.services, claimed)
    assert not place.got()


async def open_line(place: Town, subject: str, kind: NudgeKind) -> None:
    """What a crash leaves: nobody knows whether Slack took it."""
    key = f"nudge:{subject}:2026-11-23"
    person = "U_ANA" if kind is NudgeKind.PROMPT else subject
    whose = (place.team, key, subject, person)
    line = Sent(*whose, kind, "2026-11-23", MONDAY - 60, Nudge(kind, ("So.",)))
    await place.services.nudges.begin(line)


async def test_where_the_coach_may_not_read_it_counts_as_sent() -> None:
    async with town(granted=lambda scope: scope != "channels:history") as place:
        await place.prompts("C_BACKEND")
        await open_line(place, "C_BACKEND", NudgeKind.PROMPT)
        assert not await deliver(place.services, await place.claim())
        (line,) = await place.services.nudges.sent(place.team, "C_BACKEND", 0)
        assert (line.channel, line.ts) == ("C_BACKEND", UNSEEN)
        assert not place.posted("C_BACKEND")


async def test_a_busy_channel_is_read_until_the_message_is_found(place: Town) -> None:
    await place.prompts("C_BACKEND")
    await open_line(place, "C_BACKEND", NudgeKind.PROMPT)
    key = "nudge:C_BACKEND:2026-11-23"
    posted = await place.services.messenger.send("C_BACKEND", note("Prompt"), key)
    ana = place.server.person("U_ANA")
    for number in range(MESSAGES_A_PAGE + 1):
        await ana.say("C_BACKEND", f"Talk {number}")
    assert not await deliver(place.services, await place.claim())
    (line,) = await place.services.nudges.sent(place.team, "C_BACKEND", 0)
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
    async with town(DatabaseNudges(database)) as place:
        for number, (part, method, after) in enumerate(POINTS):
            person = f"U_{number:03}"
            await place.wishes(person)
            await crash(place, part, method, after=after)
            await place.coach().tick()
            await place.once(person)
            planned = (await place.schedule(person)).next_at
            assert planned is not None, (part, method, after)
            assert planned > MONDAY + 5 * DAY, (part, method, after)
        assert await place.coach().tick() == 0


RECOVERING = [
    *POINTS,
    *(("nudges", method, after) for method in ("confirm", "abandon") for after in (False, True)),
    *(("messenger", "find", after) for after in (False, True)),
]


@pytest.mark.parametrize("taken", [True, False])
async def test_a_crash_while_recovering_from_a_crash_leaves_one_nudge(taken: bool) -> None:
    async with town() as place:
        for number, (part, method, after) in enumerate(RECOVERING):
            person = f"U_{number:03}"
            await place.wishes(person)
            await crash(place, "messenger", "send", after=taken)
            if await place.services.nudges.claim(place.time.now, 1):
                await place.claims_end()
                await crash(place, part, method, after=after)
            await place.coach().tick()
            await place.once(person)
        assert await place.coach().tick() == 0


async def storm(place: Town, chance: Random) -> None:
    """Three replicas at once, and any of their calls to Slack and the ledger may fail."""
    replicas = [
        place.coach(
            replace(AT_ONCE, batch=3),
            nudges=Weather(place.services.nudges, chance, 0.1),
            messenger=Weather(place.services.messenger, chance, 0.3),
        )
        for _ in range(3)
    ]
    with capture_logs():
        ticks = (replica.tick() for replica in replicas)
        await asyncio.gather(*ticks, return_exceptions=True)
    await place.claims_end()


@pytest.mark.parametrize("seed", range(2))
async def test_in_any_weather_everybody_gets_one(database: Database, seed: int) -> None:
    chance = Random(seed)
    async with town(DatabaseNudges(database)) as place:
        people = await place.crowd(12)
        for _ in range(6):
            await storm(place, chance)
        await place.coach().tick()
        assert place.each_got(people) == [1] * 12
        for person in people:
            await place.once(person)
