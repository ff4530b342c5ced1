"""Nothing stops the coach's own clock: Slack or the database failing, a stop in the middle."""

import asyncio
from dataclasses import replace
from typing import Any, cast

from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.slack.api.retries import LONGEST_WAIT
from tests.bot.fault_injection import With
from tests.bot.nudge_workspace import AT_ONCE, MONDAY, Town

GONE = OperationalError("SELECT", {}, Exception("the server closed the connection"))


async def test_one_that_fails_leaves_the_others_theirs(place: Town) -> None:
    people = await place.crowd(3)
    real = place.services.messenger.send

    async def send(to: str, *told: Any) -> Any:
        if to == people[0]:
            raise RuntimeError("odd")
        return await real(to, *told)

    messenger = cast(Any, With(place.services.messenger, send=send))
    with capture_logs() as logs:
        assert await place.coach(messenger=messenger).tick() == 2
    assert place.each_got(people) == [0, 1, 1]
    assert [entry["subject"] for entry in logs if entry["log_level"] == "error"] == [people[0]]
    await place.claims_end()
    assert await place.coach().tick() == 1


async def test_slack_is_given_the_time_it_asks_for(place: Town) -> None:
    people = await place.crowd(3)
    asks = int(LONGEST_WAIT) + 10
    place.server.faults.fail("chat.postMessage", 429, times=1, retry_after=asks)
    coach = place.coach(replace(AT_ONCE, at_once=1))
    with capture_logs() as logs:
        assert await coach.tick() == 0
    assert [entry["pause"] for entry in logs if "pause" in entry] == [asks]
    assert await coach.tick() == 0, "the workspace is left alone"
    await place.claims_end()
    assert await place.coach().tick() == 3
    assert place.each_got(people) == [1, 1, 1]


async def test_a_workspace_that_hangs_does_not_hold_up_another(place: Town) -> None:
    person = "U_EVE"
    await place.wishes("U_STUCK", workspace="T_STUCK", next_at=MONDAY - 1)
    await place.wishes(person)
    free, stuck = asyncio.Event(), asyncio.Event()
    real = place.services.people.about

    async def about(workspace: str, persons: list[str], *more: float) -> Any:
        if workspace == "T_STUCK":
            stuck.set()
            await free.wait()
        return await real(workspace, persons, *more)

    people = cast(Any, With(place.services.people, about=about))
    ticking = asyncio.create_task(place.coach(replace(AT_ONCE, batch=1), people=people).tick())
    await stuck.wait()
    await place.server.wait_for(lambda: place.got(person))
    assert not ticking.done()
    free.set()
    assert await ticking == 2


async def test_a_slack_that_is_silent_is_given_up_and_asked_again_later(place: Town) -> None:
    await place.wishes()

    async def send(*_told: Any) -> None:
        await asyncio.Event().wait()

    messenger = cast(Any, With(place.services.messenger, send=send))
    brief = replace(AT_ONCE, claim_seconds=0.3)
    assert await place.coach(brief, messenger=messenger).tick() == 0
    await place.claims_end()
    assert await place.coach().tick() == 1
    assert len(place.got()) == 1


async def test_a_database_that_is_gone_for_a_while_is_waited_for(place: Town) -> None:
    await place.wishes()
    tries = 0
    real = place.services.nudges.claim

    async def claim(*told: Any, **more: Any) -> Any:
        nonlocal tries
        tries += 1
        if tries <= 3:
            raise GONE
        return await real(*told, **more)

    nudges = cast(Any, With(place.services.nudges, claim=claim))
    coach = place.coach(replace(AT_ONCE, poll_seconds=0.001), nudges=nudges)
    with capture_logs() as logs:
        async with coach.running(5):
            await place.server.wait_for(lambda: place.got())
    assert len([entry for entry in logs if entry["log_level"] == "error"]) == 1
    assert len(place.got()) == 1


async def test_a_database_that_goes_away_in_between_costs_nobody_their_nudge(place: Town) -> None:
    await place.wishes()
    gone = True
    real = place.services.nudges.end

    async def end(*told: Any) -> None:
        if gone:
            raise GONE
        await real(*told)

    nudges = cast(Any, With(place.services.nudges, end=end))
    assert await place.coach(nudges=nudges).tick() == 0
    gone = False
    await place.claims_end()
    assert await place.coach(nudges=nudges).tick() == 0
    (line,) = await place.services.nudges.sent(place.team, "U_EVE", 0)
    assert [said["ts"] for said in place.got()] == [line.ts]


async def test_stopping_lets_what_is_under_way_end_and_begins_nothing_new(place: Town) -> None:
    people = await place.crowd(8)
    sending, free = asyncio.Event(), asyncio.Event()
    real = place.services.messenger.send

    async def send(*told: Any) -> Any:
        sending.set()
        await free.wait()
        return await real(*told)

    messenger = cast(Any, With(place.services.messenger, send=send))
    coach = place.coach(replace(AT_ONCE, at_once=1), messenger=messenger)
    async with coach.running(10):
        await sending.wait()
        coach.stop()
        free.set()
    assert sum(place.each_got(people)) == 1
    assert await place.coach().tick() == 7, "the others were released at once"
    assert place.each_got(people) == [1] * 8


async def test_what_is_cut_off_when_it_stops_is_not_sent_twice(place: Town) -> None:
    await place.wishes()
    real = place.services.messenger.send
    taken = asyncio.Event()

    async def send(*told: Any) -> Any:
        await real(*told)
        taken.set()
        await asyncio.Event().wait()

    messenger = cast(Any, With(place.services.messenger, send=send))
    async with place.coach(messenger=messenger).running(0.01):
        await taken.wait()
    await place.claims_end()
    assert await place.coach().tick() == 0
    assert len(place.got()) == 1
