"""Verdicts on answers in the database."""

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import ColumnElement, Row, delete, or_, select, true, update

from bot.coaching.feedback.gaps import Signal, Verdict
from bot.store.database import Database
from bot.store.ports import SIGNALS_KEPT_SECONDS
from bot.store.tables import signals

COLUMNS = [signals.c[field.name] for field in fields(Signal)]


class DatabaseSignals:
    """Implements ``Signals`` on SQLite and PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, signal: Signal) -> None:
        row = asdict(signal)
        statement = self._database.insert(signals).values(row)
        changed = {name: statement.excluded[name] for name in row}
        async with self._database.transaction() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["workspace", "key"], set_=changed)
            )

    async def explain(self, workspace: str, key: str, reason: str) -> None:
        same = (signals.c.workspace == workspace, signals.c.key == key)
        async with self._database.transaction() as connection:
            await connection.execute(update(signals).where(*same).values(reason=reason))

    async def since(self, workspace: str | None, at: float) -> Sequence[Signal]:
        of_workspace = true() if workspace is None else signals.c.workspace == workspace
        query = select(*COLUMNS).where(of_workspace, signals.c.at >= at).order_by(signals.c.at)
        async with self._database.transaction() as connection:
            return [_signal(row) for row in (await connection.execute(query)).all()]

    async def of_person(self, workspace: str, person: str) -> Sequence[Signal]:
        query = select(*COLUMNS).where(*_of(workspace, person)).order_by(signals.c.at)
        async with self._database.transaction() as connection:
            return [_signal(row) for row in (await connection.execute(query)).all()]

    async def forget(self, workspace: str, person: str) -> int:
        theirs = or_(signals.c.person == person, signals.c.asker == person)
        return await self._database.erase(
            delete(signals).where(signals.c.workspace == workspace, theirs)
        )

    async def forget_workspace(self, workspace: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(delete(signals).where(signals.c.workspace == workspace))

    async def purge(self, now: float) -> None:
        oldest = now - SIGNALS_KEPT_SECONDS
        async with self._database.transaction() as connection:
            await connection.execute(delete(signals).where(signals.c.at < oldest))


def _of(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return signals.c.workspace == workspace, signals.c.person == person


def _signal(row: Row[tuple[object, ...]]) -> Signal:
    values = dict(row._mapping)
    values["verdict"] = Verdict(values["verdict"])
    values["section_ids"] = tuple(values["section_ids"])
    return Signal(**values)
