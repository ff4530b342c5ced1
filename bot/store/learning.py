"""The learning log in the database."""

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import ColumnElement, Row, delete, select

from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.store.database import Database
from bot.store.tables import log

COLUMNS = [log.c[field.name] for field in fields(Entry)]


class DatabaseLearning:
    """Implements ``Learning`` on SQLite and PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def append(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        if not entries:
            return ()
        statement = self.database.insert(log).values([asdict(entry) for entry in entries])
        statement = statement.on_conflict_do_nothing(index_elements=["workspace", "person", "id"])
        async with self.database.transaction() as connection:
            rows = await connection.execute(statement.returning(log.c.id))
            new = {row.id for row in rows}
        return [entry for entry in entries if entry.id in new]

    async def of(self, workspace: str, person: str) -> Sequence[Entry]:
        query = select(*COLUMNS).where(*_of(workspace, person)).order_by(log.c.number)
        async with self.database.transaction() as connection:
            return [_entry(row) for row in (await connection.execute(query)).all()]

    async def forget(self, workspace: str, person: str) -> int:
        return await self.database.erase(delete(log).where(*_of(workspace, person)))

    async def forget_workspace(self, workspace: str) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(delete(log).where(log.c.workspace == workspace))


def _of(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return log.c.workspace == workspace, log.c.person == person


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    values = dict(row._mapping)
    values["kind"] = EntryKind(values["kind"])
    values["level"] = Level(values["level"]) if values["level"] else None
    return Entry(**values)
