"""Claims in the database: one atomic statement decides who does the work."""

from sqlalchemy import ColumnElement, and_, delete, select, update

from bot.store.database import Database
from bot.store.ports import CLAIMS_KEPT_SECONDS, LEASE_SECONDS, key_names_person
from bot.store.tables import claims


class DatabaseClaims:
    """Implements ``Claims``. Replicas that share the database share the claims."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, workspace: str, key: str, now: float) -> bool:
        row = {"workspace": workspace, "key": key, "taken_at": now, "done": False}
        expired = and_(claims.c.done.is_(False), claims.c.taken_at <= now - LEASE_SECONDS)
        statement = (
            self._database.insert(claims)
            .values(row)
            .on_conflict_do_update(
                index_elements=["workspace", "key"], set_={"taken_at": now}, where=expired
            )
            .returning(claims.c.key)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(statement)).first() is not None

    async def done(self, workspace: str, key: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(update(claims).where(*_same(workspace, key)).values(done=True))

    async def release(self, workspace: str, key: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(claims).where(*_same(workspace, key), claims.c.done.is_(False))
            )

    async def forget(self, workspace: str, person: str) -> int:
        near = select(claims.c.key).where(
            claims.c.workspace == workspace, claims.c.key.contains(person, autoescape=True)
        )
        async with self._database.transaction() as connection:
            keys = [
                row.key
                for row in await connection.execute(near)
                if key_names_person(row.key, person)
            ]
        return await self._database.erase(
            delete(claims).where(claims.c.workspace == workspace, claims.c.key.in_(keys))
        )

    async def forget_workspace(self, workspace: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(delete(claims).where(claims.c.workspace == workspace))

    async def purge(self, now: float) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(claims).where(claims.c.taken_at < now - CLAIMS_KEPT_SECONDS)
            )


def _same(workspace: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return claims.c.workspace == workspace, claims.c.key == key
