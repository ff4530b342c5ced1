"""Migrations alone make the schema; an unusable database is reported in one sentence."""

import asyncio
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import open_database
from bot.store.tables import metadata
from knowledge.errors import CoachError
from tests.ports import free_port


def drift(connection: Connection) -> list[object]:
    """Return the differences between the database and the tables in the code."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_migrations_make_the_schema_that_the_code_uses(database_url: str) -> None:
    database = await open_database(database_url)
    async with database.transaction() as connection:
        assert await connection.run_sync(drift) == []
    await database.close()


async def test_opening_again_keeps_what_is_there(database_url: str) -> None:
    for number in range(2):
        database = await open_database(database_url)
        async with database.transaction() as connection:
            insert = text("INSERT INTO claims VALUES ('T1', :key, 1.0, :done)")
            await connection.execute(insert, {"key": f"k{number}", "done": True})
            count = await connection.execute(text("SELECT count(*) FROM claims"))
            assert count.scalar_one() == number + 1
        await database.ping()
        await database.close()


async def test_database_errors_do_not_show_what_people_wrote(database_url: str) -> None:
    database = await open_database(database_url)
    with pytest.raises(SQLAlchemyError) as failed:
        async with database.transaction() as connection:
            await connection.execute(text("SELECT * FROM missing WHERE a = :a"), {"a": "my words"})
    assert "missing" in str(failed.value)
    assert "my words" not in str(failed.value)
    await database.close()


async def test_replicas_that_start_together_take_turns(database_url: str) -> None:
    databases = await asyncio.gather(*(open_database(database_url) for _ in range(4)))
    async with databases[0].transaction() as connection:
        assert await connection.run_sync(drift) == []
    await asyncio.gather(*(database.close() for database in databases))


async def test_a_database_of_a_newer_coach_is_refused_in_a_sentence(database_url: str) -> None:
    database = await open_database(database_url)
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(CoachError, match="COACH_DATABASE_URL") as refused:
        await open_database(database_url)
    assert "newer" in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://coach:s3cret@127.0.0.1:{port}/coach",
        "postgresql+psycopg://coach:s3cret@127.0.0.1:port/coach",
        "sqlite+aiosqlite:///{folder}",
        "sqlite+aiosqlite:///{file}/below/coach.db",
    ],
)
async def test_an_unusable_database_gives_one_sentence(url: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    with pytest.raises(CoachError, match="COACH_DATABASE_URL") as refused:
        await open_database(url.format(port=free_port(), folder=tmp_path, file=file))
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


async def test_a_file_that_is_no_database_gives_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "coach.db"
    file.write_text("This is a letter. " * 100)
    with pytest.raises(CoachError, match="COACH_DATABASE_URL"):
        await open_database(f"sqlite+aiosqlite:///{file}")


async def test_ping_notices_that_the_database_is_gone(tmp_path: Path) -> None:
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'sub' / 'coach.db'}")
    await database.close()
    for file in (tmp_path / "sub").iterdir():
        file.unlink()
    (tmp_path / "sub").rmdir()
    with pytest.raises(CoachError, match="COACH_DATABASE_URL"):
        await database.ping()
    await database.close()
    await connections_ended()


async def connections_ended() -> None:
    """Wait for the thread of a failed connection, which ends a moment later."""
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)
