"""Nudges in the database: schedules, and a ledger of what was sent."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Update, delete, func, select, update

from bot.coaching.nudges.model import RecallAnswer, Sent
from bot.coaching.nudges.schedule import Schedule
from bot.store.database import Database
from bot.store.nudge_ports import CLAIM_SECONDS, NUDGES_KEPT_SECONDS, ClaimedSchedule
from bot.store.nudge_rows import PARTS, SENT, as_sent, sent_values
from bot.store.schedules import Schedules
from bot.store.tables import nudges, schedules


class DatabaseNudges:
    """Implements ``Nudges``. Replicas with the same database share the work. ``lease``: seconds."""

    def __init__(self, database: Database, lease: float = CLAIM_SECONDS) -> None:
        self.database = database
        self._schedules = Schedules(database, lease)
        self.put = self._schedules.put
        self.add = self._schedules.add
        self.get = self._schedules.get
        self.drop = self._schedules.drop
        self.learners = self._schedules.learners

    async def claim(
        self, now: float, limit: int, *, workspaces_busy: Sequence[str] = ()
    ) -> Sequence[ClaimedSchedule]:
        return await self._schedules.claim(now, limit, workspaces_busy)

    async def end(
        self, claimed: ClaimedSchedule, schedule: Schedule | None, taken: Sent | None = None
    ) -> None:
        async with self.database.transaction() as connection:
            if taken is not None:
                await connection.execute(
                    _confirm_update(taken.workspace, taken.key, taken.channel, taken.ts)
                )
            await self._schedules.end(connection, claimed, schedule)

    async def begin(self, sent: Sent, claimed: ClaimedSchedule | None = None) -> Sent:
        statement = self.database.insert(nudges).values(sent_values(sent))
        statement = statement.on_conflict_do_nothing(index_elements=["workspace", "key"])
        query = select(*SENT).where(*_one(sent.workspace, sent.key))
        async with self.database.transaction() as connection:
            if claimed is not None:
                await self._schedules.hold(connection, claimed)
            await connection.execute(statement)
            return as_sent((await connection.execute(query)).one())

    async def confirm(self, workspace: str, key: str, channel: str, ts: str) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(_confirm_update(workspace, key, channel, ts))

    async def abandon(self, workspace: str, key: str) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(delete(nudges).where(*_one(workspace, key), nudges.c.ts == ""))

    async def sent(self, workspace: str, subject: str, since: float) -> Sequence[Sent]:
        return await self._lines(
            nudges.c.workspace == workspace, nudges.c.subject == subject, nudges.c.at >= since
        )

    async def find(self, workspace: str, key: str) -> Sent | None:
        return next(iter(await self._lines(*_one(workspace, key))), None)

    async def at(self, workspace: str, channel: str, ts: str) -> Sent | None:
        here = (nudges.c.workspace == workspace, nudges.c.channel == channel, nudges.c.ts == ts)
        return next(iter(await self._lines(*here)), None)

    async def touch(
        self, workspace: str, key: str, at: float, answer: RecallAnswer | None = None
    ) -> Sent | None:
        values = {"touched_at": at} | {part: getattr(answer, part, None) for part in PARTS}
        first = {name: func.coalesce(nudges.c[name], value) for name, value in values.items()}
        statement = update(nudges).where(*_one(workspace, key)).values(first).returning(*SENT)
        async with self.database.transaction() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else as_sent(row)

    async def of_person(self, workspace: str, person: str) -> Sequence[Schedule | Sent]:
        lines = await self._lines(*_of(workspace, person))
        return [*await self._schedules.of_person(workspace, person), *lines]

    async def forget(self, workspace: str, person: str) -> int:
        lines = await self.database.erase(delete(nudges).where(*_of(workspace, person)))
        return lines + await self._schedules.forget(workspace, person)

    async def forget_workspace(self, workspace: str) -> None:
        async with self.database.transaction() as connection:
            for table in (schedules, nudges):
                await connection.execute(delete(table).where(table.c.workspace == workspace))

    async def purge(self, now: float) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(delete(nudges).where(nudges.c.at < now - NUDGES_KEPT_SECONDS))

    async def _lines(self, *conditions: ColumnElement[bool]) -> Sequence[Sent]:
        query = select(*SENT).where(*conditions).order_by(nudges.c.at, nudges.c.key)
        async with self.database.transaction() as connection:
            return [as_sent(row) for row in (await connection.execute(query)).all()]


def _confirm_update(workspace: str, key: str, channel: str, ts: str) -> Update:
    return update(nudges).where(*_one(workspace, key)).values(channel=channel, ts=ts)


def _one(workspace: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return nudges.c.workspace == workspace, nudges.c.key == key


def _of(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return nudges.c.workspace == workspace, nudges.c.person == person
