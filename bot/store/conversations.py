"""Conversations in the database."""

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import ColumnElement, Row, delete, select

from bot.store.database import Database
from bot.store.ports import TURNS_KEPT_SECONDS, Exchange
from bot.store.tables import exchanges

COLUMNS = [exchanges.c[field.name] for field in fields(Exchange)]


class DatabaseConversations:
    """Implements ``Conversations`` on SQLite and PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, exchange: Exchange) -> None:
        row = asdict(exchange)
        statement = self._database.insert(exchanges).values(row)
        changed = {name: statement.excluded[name] for name in row}
        statement = statement.on_conflict_do_update(
            index_elements=["workspace", "channel", "question_ts"], set_=changed
        )
        async with self._database.transaction() as connection:
            await connection.execute(statement)

    async def of_thread(
        self, workspace: str, channel: str, thread_ts: str, limit: int = 10
    ) -> Sequence[Exchange]:
        query = (
            select(*COLUMNS)
            .where(
                exchanges.c.workspace == workspace,
                exchanges.c.channel == channel,
                exchanges.c.thread_ts == thread_ts,
            )
            .order_by(exchanges.c.question_ts.desc())
            .limit(limit)
        )
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).all()
        return [_exchange(row) for row in reversed(rows)]

    async def find(self, workspace: str, channel: str, question_ts: str) -> Exchange | None:
        query = select(*COLUMNS).where(*_one(workspace, channel, question_ts))
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else _exchange(row)

    async def remove(self, workspace: str, channel: str, question_ts: str) -> None:
        await self._delete(*_one(workspace, channel, question_ts))

    async def of_person(self, workspace: str, person: str) -> Sequence[Exchange]:
        query = select(*COLUMNS).where(*_of(workspace, person)).order_by(exchanges.c.at)
        async with self._database.transaction() as connection:
            return [_exchange(row) for row in (await connection.execute(query)).all()]

    async def forget(self, workspace: str, person: str) -> int:
        return await self._database.erase(delete(exchanges).where(*_of(workspace, person)))

    async def forget_workspace(self, workspace: str) -> None:
        await self._delete(exchanges.c.workspace == workspace)

    async def purge(self, now: float) -> None:
        await self._delete(exchanges.c.at < now - TURNS_KEPT_SECONDS)

    async def _delete(self, *conditions: ColumnElement[bool]) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(delete(exchanges).where(*conditions))


def _of(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return exchanges.c.workspace == workspace, exchanges.c.person == person


def _one(workspace: str, channel: str, question_ts: str) -> tuple[ColumnElement[bool], ...]:
    return (
        exchanges.c.workspace == workspace,
        exchanges.c.channel == channel,
        exchanges.c.question_ts == question_ts,
    )


def _exchange(row: Row[tuple[object, ...]]) -> Exchange:
    values = dict(row._mapping)
    values["answer_ts"] = tuple(values["answer_ts"])
    values["section_ids"] = tuple(values["section_ids"])
    return Exchange(**values)
