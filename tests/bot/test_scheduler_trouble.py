"""The scheduler survives failures of Slack or the database, and being stopped midway."""

import asyncio
from dataclasses import replace
from typing import Any, cast

from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.slack.api.retries import LONGEST_WAIT
from tests.bot.fault_injection import Override
from tests.bot.nudge_workspace import AT_ONCE, MONDAY, NudgeWorkspace

GONE = OperationalError("SELECT", {}, Exception("the server closed the connection"))


async def test_one_that_fails_leaves_the_others_theirs(workspace: NudgeWorkspace) -> None:
    people = await workspace.add_people(3)
    real = workspace.services.messenger.send

    async def send(to: str, *arguments: Any) -> Any:
        if to == people[0]:
            raise RuntimeError("odd")
        return await real(to, *arguments)

    messenger = cast(Any, Override(workspace.services.messenger, send=send))
    with capture_logs() as logs:
        assert await workspace.scheduler(messenger=messenger).tick() == 2
    assert workspace.message_counts(people) == [0, 1, 1]
    assert [entry["subject"] for entry in logs if entry["log_level"] == "error"] == [people[0]]
    await workspace.expire_claims()
    assert await workspace.scheduler().tick() == 1


async def test_slack_is_given_the_time_it_asks_for(workspace: NudgeWorkspace) -> None:
    people = await workspace.add_people(3)
    asks = int(LONGEST_WAIT) + 10
    workspace.server.faults.fail("chat.postMessage", 429, times=1, retry_after=asks)
    coach = workspace.scheduler(replace(AT_ONCE, at_once=1))
    with capture_logs() as logs:
        assert await coach.tick() == 0
    assert [entry["pause"] for entry in logs if "pause" in entry] == [asks]
    assert await coach.tick() == 0, "the workspace is left alone"
    await workspace.expire_claims()
    assert await workspace.scheduler().tick() == 3
    assert workspace.message_counts(people) == [1, 1, 1]


async def test_a_workspace_that_hangs_does_not_hold_up_another(workspace: NudgeWorkspace) -> None:
    person = "U_EVE"
    await workspace.add_schedule("U_STUCK", workspace="T_STUCK", next_at=MONDAY - 1)
    await workspace.add_schedule(person)
    free, stuck = asyncio.Event(), asyncio.Event()
    real = workspace.services.people.about

    async def about(workspace: str, persons: list[str], *more: float) -> Any:
        if workspace == "T_STUCK":
            stuck.set()
            await free.wait()
        return await real(workspace, persons, *more)

    people = cast(Any, Override(workspace.services.people, about=about))
    ticking = asyncio.create_task(
        workspace.scheduler(replace(AT_ONCE, batch=1), people=people).tick()
    )
    await stuck.wait()
    await workspace.server.wait_for(lambda: workspace.messages_to(person))
    assert not ticking.done()
    free.set()
    assert await ticking == 2


async def test_a_slack_that_is_silent_is_given_up_and_asked_again_later(
    workspace: NudgeWorkspace,
) -> None:
    await workspace.add_schedule()

    async def send(*_told: Any) -> None:
        await asyncio.Event().wait()

    messenger = cast(Any, Override(workspace.services.messenger, send=send))
    brief = replace(AT_ONCE, claim_seconds=0.3)
    assert await workspace.scheduler(brief, messenger=messenger).tick() == 0
    await workspace.expire_claims()
    assert await workspace.scheduler().tick() == 1
    assert len(workspace.messages_to()) == 1


async def test_a_database_that_is_gone_for_a_while_is_waited_for(workspace: NudgeWorkspace) -> None:
    await workspace.add_schedule()
    tries = 0
    real = workspace.services.nudges.claim

    async def claim(*arguments: Any, **more: Any) -> Any:
        nonlocal tries
        tries += 1
        if tries <= 3:
            raise GONE
        return await real(*arguments, **more)

    nudges = cast(Any, Override(workspace.services.nudges, claim=claim))
    coach = workspace.scheduler(replace(AT_ONCE, poll_seconds=0.001), nudges=nudges)
    with capture_logs() as logs:
        async with coach.running(5):
            await workspace.server.wait_for(lambda: workspace.messages_to())
    assert len([entry for entry in logs if entry["log_level"] == "error"]) == 1
    assert len(workspace.messages_to()) == 1


async def test_a_database_that_goes_away_in_between_costs_nobody_their_nudge(
    workspace: NudgeWorkspace,
) -> None:
    await workspace.add_schedule()
    gone = True
    real = workspace.services.nudges.end

    async def end(*arguments: Any) -> None:
        if gone:
            raise GONE
        await real(*arguments)

    nudges = cast(Any, Override(workspace.services.nudges, end=end))
    assert await workspace.scheduler(nudges=nudges).tick() == 0
    gone = False
    await workspace.expire_claims()
    assert await workspace.scheduler(nudges=nudges).tick() == 0
    (line,) = await workspace.services.nudges.sent(workspace.team, "U_EVE", 0)
    assert [message["ts"] for message in workspace.messages_to()] == [line.ts]


async def test_stopping_lets_what_is_under_way_end_and_begins_nothing_new(
    workspace: NudgeWorkspace,
) -> None:
    people = await workspace.add_people(8)
    sending, free = asyncio.Event(), asyncio.Event()
    real = workspace.services.messenger.send

    async def send(*arguments: Any) -> Any:
        sending.set()
        await free.wait()
        return await real(*arguments)

    messenger = cast(Any, Override(workspace.services.messenger, send=send))
    coach = workspace.scheduler(replace(AT_ONCE, at_once=1), messenger=messenger)
    async with coach.running(10):
        await sending.wait()
        coach.stop()
        free.set()
    assert sum(workspace.message_counts(people)) == 1
    assert await workspace.scheduler().tick() == 7, "the others were released at once"
    assert workspace.message_counts(people) == [1] * 8


async def test_what_is_cut_off_when_it_stops_is_not_sent_twice(workspace: NudgeWorkspace) -> None:
    await workspace.add_schedule()
    real = workspace.services.messenger.send
    taken = asyncio.Event()

    async def send(*arguments: Any) -> Any:
        await real(*arguments)
        taken.set()
        await asyncio.Event().wait()

    messenger = cast(Any, Override(workspace.services.messenger, send=send))
    async with workspace.scheduler(messenger=messenger).running(0.01):
        await taken.wait()
    await workspace.expire_claims()
    assert await workspace.scheduler().tick() == 0
    assert len(workspace.messages_to()) == 1
