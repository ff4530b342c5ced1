"""Schedules in the database: who is due, found by index and claimed by one worker at a time."""

import secrets
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    Update,
    cast,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Mode
from bot.coaching.nudges.schedule import Schedule
from bot.store.database import Database
from bot.store.nudge_ports import CLOCKS_APART_SECONDS, MOST_COUNTED, ClaimedSchedule, ClaimLost
from bot.store.nudge_rows import SCHEDULE, as_schedule, schedule_values
from bot.store.tables import schedules

FREE = {"token": "", "leased_until": 0.0, "changed": False}
ID = (schedules.c.workspace, schedules.c.subject)


class Schedules:
    """The part of ``DatabaseNudges`` that stores schedules. ``lease`` is in seconds."""

    def __init__(self, database: Database, lease: float) -> None:
        self._database = database
        self._lease = lease
        sqlite = database.engine.dialect.name == "sqlite"
        self._clock = _sqlite_clock() if sqlite else _postgresql_clock()

    async def put(self, schedule: Schedule) -> None:
        values = schedule_values(schedule)
        statement = self._database.insert(schedules).values(values | FREE)
        statement = statement.on_conflict_do_update(
            index_elements=["workspace", "subject"], set_={**values, "changed": True}
        )
        async with self._database.transaction() as connection:
            await connection.execute(statement)

    async def add(self, schedule: Schedule) -> bool:
        statement = self._database.insert(schedules).values(schedule_values(schedule) | FREE)
        statement = statement.on_conflict_do_nothing(index_elements=["workspace", "subject"])
        async with self._database.transaction() as connection:
            added = await connection.execute(statement.returning(schedules.c.subject))
            return added.first() is not None

    async def get(self, workspace: str, subject: str) -> Schedule | None:
        query = select(*SCHEDULE).where(*_one(workspace, subject))
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else as_schedule(row)

    async def drop(self, workspace: str, subject: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(delete(schedules).where(*_one(workspace, subject)))

    async def claim(
        self, now: float, limit: int, workspaces_busy: Sequence[str]
    ) -> Sequence[ClaimedSchedule]:
        claimed: list[ClaimedSchedule] = []
        for rows in (select_due(now), select_planned_ahead(now)):
            free = rows.where(
                schedules.c.leased_until <= self._clock,
                schedules.c.workspace.not_in(workspaces_busy),
            )
            if wanted := limit - len(claimed):
                claimed += await self._claim(free.limit(wanted))
        return claimed

    async def _claim(self, rows: Select[tuple[str, str]]) -> list[ClaimedSchedule]:
        token = secrets.token_hex(16)
        statement = claim_update(rows).values(
            token=token, leased_until=self._clock + self._lease, changed=False
        )
        async with self._database.transaction() as connection:
            taken = (await connection.execute(statement.returning(*SCHEDULE))).all()
        found = [ClaimedSchedule(as_schedule(row), token) for row in taken]
        return sorted(found, key=lambda each: each.schedule.next_at or 0.0)

    async def end(
        self, connection: AsyncConnection, claimed: ClaimedSchedule, schedule: Schedule | None
    ) -> None:
        unchanged = (*_held(claimed), schedules.c.changed.is_(False))
        if schedule is None:
            await connection.execute(delete(schedules).where(*unchanged))
        else:
            values = schedule_values(schedule)
            await connection.execute(update(schedules).where(*unchanged).values(values))
        await connection.execute(update(schedules).where(*_held(claimed)).values(FREE))

    async def hold(self, connection: AsyncConnection, claimed: ClaimedSchedule) -> None:
        """Renew a claim.

        Raises:
            Overtaken: the claim is no longer valid.
        """
        conditions = (
            *_held(claimed),
            schedules.c.changed.is_(False),
            schedules.c.leased_until > self._clock,
        )
        renewed = (
            update(schedules).where(*conditions).values(leased_until=self._clock + self._lease)
        )
        if (await connection.execute(renewed)).rowcount == 0:
            raise ClaimLost

    async def learners(self, workspace: str) -> int:
        on = select(schedules.c.subject).where(
            schedules.c.workspace == workspace,
            schedules.c.kind == NudgeKind.WEEKLY,
            schedules.c.mode == Mode.ON,
        )
        counted = select(func.count()).select_from(on.limit(MOST_COUNTED).subquery())
        async with self._database.transaction() as connection:
            return int((await connection.execute(counted)).scalar_one())

    async def of_person(self, workspace: str, person: str) -> Sequence[Schedule]:
        query = select(*SCHEDULE).where(*_of(workspace, person)).order_by(schedules.c.subject)
        async with self._database.transaction() as connection:
            return [as_schedule(row) for row in (await connection.execute(query)).all()]

    async def forget(self, workspace: str, person: str) -> int:
        return await self._database.erase(delete(schedules).where(*_of(workspace, person)))


def select_due(now: float) -> Select[tuple[str, str]]:
    """Select the schedules that are due, by the index on ``next_at``: others cost nothing."""
    return select(*ID).where(schedules.c.next_at <= now).order_by(schedules.c.next_at)


def select_planned_ahead(now: float) -> Select[tuple[str, str]]:
    """Select the schedules that were planned before the clock was set back."""
    ahead = schedules.c.planned_at > now + CLOCKS_APART_SECONDS
    return select(*ID).where(ahead).order_by(schedules.c.planned_at)


def claim_update(rows: Select[tuple[str, str]]) -> Update:
    """Return an UPDATE of these rows that skips those another replica is claiming right now."""
    free = rows.with_for_update(skip_locked=True).cte("free")
    return update(schedules).where(tuple_(*ID).in_(select(free.c.workspace, free.c.subject)))


def _postgresql_clock() -> ColumnElement[float]:
    return cast(func.extract("epoch", func.clock_timestamp()), Float)


def _sqlite_clock() -> ColumnElement[float]:
    return (func.julianday("now") - 2440587.5) * 86400.0


def _one(workspace: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    return schedules.c.workspace == workspace, schedules.c.subject == subject


def _of(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return schedules.c.workspace == workspace, schedules.c.person == person


def _held(claimed: ClaimedSchedule) -> tuple[ColumnElement[bool], ...]:
    theirs = _one(claimed.schedule.workspace, claimed.schedule.subject)
    return *theirs, schedules.c.token == claimed.token
