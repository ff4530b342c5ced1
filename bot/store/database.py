"""One engine for SQLite and PostgreSQL; opening it migrates to the newest schema."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Delete, Table, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.errors import CoachError

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 10
CONNECT_SECONDS = 10
MIGRATION_LOCK = 7_305_411
"""PostgreSQL advisory lock for migrating, so that replicas that start together take turns."""


class Database:
    """Connections to one database. Open it with ``open_database``, end it with ``close``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection. Its work is committed at the end, or rolled back on an error."""
        async with self.engine.begin() as connection:
            yield connection

    async def erase(self, statement: Delete) -> int:
        """Delete rows for good, with no trace left in SQLite's files; return how many.

        Freed pages are overwritten (``secure_delete``), and the write-ahead log, which still
        contains the rows, is emptied. PostgreSQL's vacuum removes them in its own time.
        """
        async with self.transaction() as connection:
            deleted = (await connection.execute(statement)).rowcount
        if self.engine.dialect.name == "sqlite":
            async with self.engine.connect() as connection:
                alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await alone.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return deleted

    def insert(self, table: Table) -> Any:
        """Return an INSERT that supports ON CONFLICT: same SQL on both, but not in SQLAlchemy."""
        return (sqlite if self.engine.dialect.name == "sqlite" else postgresql).insert(table)

    async def ping(self) -> None:
        """Check that the database answers.

        Raises:
            CoachError: it does not.
        """
        try:
            async with asyncio.timeout(CONNECT_SECONDS), self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise _unreachable(self.engine, error) from error

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


async def open_database(url: str) -> Database:
    """Connect to the database and migrate it.

    Raises:
        CoachError: the database can't be used, or is from a newer version.
    """
    from alembic.util import CommandError

    engine = _engine(_parsed(url))
    try:
        if engine.dialect.name == "sqlite" and engine.url.database:
            await asyncio.to_thread(_make_sqlite, engine.url.database)
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    except (SQLAlchemyError, sqlite3.Error, OSError, CommandError) as error:
        await engine.dispose()
        newer = isinstance(error, CommandError)
        raise (_too_new(engine) if newer else _unreachable(engine, error)) from error
    return Database(engine)


def _make_sqlite(path: str) -> None:
    """Create the file and set WAL mode, which persists: readers can go on while one writes.

    Opening it here first raises errors directly; aiosqlite's thread would outlive them and
    complain.
    """
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    until = monotonic() + BUSY_SECONDS
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        while not _in_wal_mode(connection) and monotonic() < until:
            sleep(0.02)


def _in_wal_mode(connection: sqlite3.Connection) -> bool:
    """Switch to WAL mode; False if another process is doing it, which SQLite doesn't wait for."""
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (SQLAlchemyError, ValueError):  # its message would show the password
        raise CoachError(
            "COACH_DATABASE_URL isn't valid. It looks like "
            "postgresql://user:password@host:5432/coach, with special characters escaped, "
            "for example %40."
        ) from None


def _engine(parsed: URL) -> AsyncEngine:
    """Return the engine. Parameters are hidden from errors: they are people's words."""
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(
            parsed,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=CONNECT_SECONDS,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    engine = create_async_engine(
        parsed, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine.sync_engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    """Set pragmas. ``synchronous=NORMAL`` is durable enough with the write-ahead log."""
    cursor = connection.cursor()
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the same lock, for SQLite
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _unreachable(engine: AsyncEngine, error: BaseException) -> CoachError:
    """Return an error that names the database, without its password or the driver's own message."""
    where = engine.url.render_as_string(hide_password=True)
    return CoachError(
        f"Can't use the database at {where} ({type(error).__name__}). Check "
        "COACH_DATABASE_URL and that the database is running."
    )


def _too_new(engine: AsyncEngine) -> CoachError:
    where = engine.url.render_as_string(hide_password=True)
    return CoachError(
        f"The database at {where} is from a newer version of the coach. Upgrade, or set "
        "another database in COACH_DATABASE_URL."
    )
