"""The scheduler: whoever is due gets a nudge, and replicas share the work within the rate limit."""

import asyncio
from dataclasses import replace

from sqlalchemy import text

from bot.pace import Pace, Rate
from bot.scheduler import DEFAULT_RHYTHM, ONE_PER_SECOND
from bot.store.database import open_database
from bot.store.nudges import DatabaseNudges
from bot.store.schedules import claim_update, select_due, select_planned_ahead
from tests.bot.nudge_workspace import (
    AT_ONCE,
    DAY,
    HOUR,
    MONDAY,
    WEEK,
    NudgeWorkspace,
    open_workspace,
)
from tests.conftest import fresh_postgres


async def test_all_who_are_due_get_theirs_once(workspace: NudgeWorkspace) -> None:
    people = await workspace.add_people(25)
    coach = workspace.scheduler(replace(AT_ONCE, batch=4))
    assert await coach.tick() == 25
    assert await coach.tick() == 0
    assert workspace.message_counts(people) == [1] * 25


async def test_a_week_later_the_next_one_comes(workspace: NudgeWorkspace) -> None:
    await workspace.add_schedule()
    coach, sent = workspace.scheduler(), []
    for _ in range(8 * 24):
        sent += [workspace.time.now - MONDAY] * await coach.tick()
        workspace.time.now += HOUR
    assert sent == [0, WEEK]
    assert len(workspace.messages_to()) == 2


async def test_replicas_share_the_work_and_nobody_gets_it_twice(database_url: str) -> None:
    opened = [await open_database(database_url) for _ in range(3)]
    async with open_workspace(DatabaseNudges(opened[0])) as workspace:
        people = await workspace.add_people(12)
        each_its_own = [DatabaseNudges(database) for database in opened]
        replicas = [
            workspace.scheduler(replace(AT_ONCE, batch=2), nudges=own) for own in each_its_own
        ]
        sent = await asyncio.gather(*(replica.tick() for replica in replicas))
        assert sum(sent) == 12
        assert workspace.message_counts(people) == [1] * 12
    for database in opened:
        await database.close()


async def test_after_a_weekend_off_it_catches_up_at_a_pace(workspace: NudgeWorkspace) -> None:
    people = await workspace.add_people(12)
    workspace.time.now += DAY + HOUR
    assert await workspace.scheduler(replace(AT_ONCE, rate=ONE_PER_SECOND, at_once=1)).tick() == 12
    assert workspace.message_counts(people) == [1] * 12
    assert sum(workspace.waits) == 12 - ONE_PER_SECOND.burst + 1


async def test_a_crowd_stays_within_slacks_limits(workspace: NudgeWorkspace) -> None:
    workspace.server.faults.rate_limits = True
    people = await workspace.add_people(120)
    coach = workspace.scheduler(replace(DEFAULT_RHYTHM, at_once=1))
    while workspace.time.now < MONDAY + 3 * 60:
        await coach.tick()
        workspace.time.now += DEFAULT_RHYTHM.poll_seconds
    assert workspace.message_counts(people) == [1] * 120
    came = [float(workspace.messages_to(person)[0]["ts"]) - MONDAY for person in people]
    assert len([at for at in came if at < 60]) <= 60 + DEFAULT_RHYTHM.rate.burst
    assert not workspace.server.refused


async def test_outside_working_hours_a_late_one_waits_for_the_morning(
    workspace: NudgeWorkspace,
) -> None:
    await workspace.add_schedule()
    workspace.time.now += 12 * HOUR
    coach = workspace.scheduler()
    assert await coach.tick() == 0
    assert (await workspace.get_schedule()).next_at == MONDAY + 23 * HOUR
    workspace.time.now += 11 * HOUR
    assert await coach.tick() == 1


async def test_a_clock_put_back_is_noticed(workspace: NudgeWorkspace) -> None:
    workspace.time.now += 20 * WEEK
    await workspace.add_schedule(next_at=workspace.time.now + WEEK, planned_at=workspace.time.now)
    workspace.time.now -= 20 * WEEK
    await workspace.scheduler().tick()
    assert (await workspace.get_schedule()).planned_at == MONDAY


def test_the_pace_is_a_burst_and_then_one_a_second() -> None:
    pace = Pace(Rate(per_second=1.0, burst=3))
    assert [pace.wait("T1", 100.0) for _ in range(5)] == [0, 0, 1, 2, 3]
    assert pace.wait("T2", 100.0) == 0
    assert pace.wait("T1", 110.0) == 0
    assert [pace.wait("T1", 110.0 + n) for n in range(1, 4)] == [0, 0, 0]


async def test_finding_who_is_due_goes_by_index(postgres: str) -> None:
    """However many are not due: no scan of the table, no sort."""
    opened = await open_database(fresh_postgres(postgres))
    many = text(
        "INSERT INTO schedules SELECT 'T1', 'U' || n, 'weekly', 'U' || n, 'on', '{}', 0,"
        " 1e9 + n, 0, '', '', '', 0, false FROM generate_series(1, 20000) AS n"
    )
    async with opened.transaction() as connection:
        await connection.execute(many)
        await connection.execute(text("ANALYZE schedules"))
        plans = []
        for rows in (select_due(1e9 + 100), select_planned_ahead(0)):
            asked = (
                claim_update(rows.limit(20))
                .values(token="t")
                .compile(dialect=opened.engine.dialect, compile_kwargs={"literal_binds": True})
            )
            lines = await connection.execute(text(f"EXPLAIN {asked}"))
            plans.append("\n".join(lines.scalars()))
    await opened.close()
    assert "schedules_by_next" in plans[0]
    assert "schedules_by_plan" in plans[1]
    assert not [plan for plan in plans if "Seq Scan" in plan or "Sort" in plan]
