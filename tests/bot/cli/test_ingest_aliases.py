"""`coach ingest` with a chat model: aliases are asked for once, and never block an ingest."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.assemble import build_library
from bot.cli.alias_writer import alias_writer
from bot.cli.ingest import ingest_changes
from knowledge.aliases.passages import aliases_of
from tests.bot.command_line import Coach, command_runner
from tests.chat_script import Ending, Script, saying
from tests.chat_server import ChatServer, chat_server
from tests.conftest import plain_settings

pytestmark = pytest.mark.usefixtures("logging_as_before")

DOCUMENT = "# Tea\n### Leaves\n- Choosing leaves\n- Steeping\n"


@pytest.fixture
def coach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Coach:
    """Run `coach ingest` in a folder with a small document."""
    (tmp_path / "tea.md").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "data"))
    return command_runner(monkeypatch, capsys, "ingest", "tea.md")


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ChatServer]:
    """A chat model over real HTTP that knows an alias for the first skill of each request."""
    async with chat_server() as running:
        running.scripts = [saying('{"skill": 1, "texts": ["choosing good tea leaves"]}')]
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("COACH_CHAT_MODEL", "openai:scripted")
        yield running


def stored_aliases(folder: Path) -> tuple[str, ...]:
    """Return the aliases in the store."""
    with build_library(plain_settings(folder / "data")) as library:
        return tuple(t for each in library.documents() for _, t in aliases_of(each.outline))


async def ingest_report(coach: Coach, *arguments: str) -> tuple[dict[str, Any], str]:
    result = await asyncio.to_thread(coach, "--json", *arguments)
    assert result.code == 0
    return json.loads(result.out), result.err


async def test_skills_are_asked_of_once(coach: Coach, server: ChatServer, tmp_path: Path) -> None:
    first, _ = await ingest_report(coach)
    assert (first["passages"], first["aliases"]) == (3, 1)
    assert stored_aliases(tmp_path) == ("choosing good tea leaves",)

    second, _ = await ingest_report(coach)
    assert (second["unchanged"], second["passages"], second["aliases"]) == (1, 3, 0)
    assert len(server.requests) == 1

    (tmp_path / "tea.md").write_text(f"{DOCUMENT}- Pouring\n", "utf-8")
    server.scripts = [saying('{"skill": 1, "texts": ["pouring the tea"]}')]
    third, _ = await ingest_report(coach)
    assert (third["updated"], third["aliases"]) == (1, 2)
    assert stored_aliases(tmp_path) == ("choosing good tea leaves", "pouring the tea")
    asked = json.loads(server.requests[-1]["messages"][-1]["content"])
    assert asked["skills"] == {"1": "Pouring"}


async def test_a_failing_model_leaves_the_ingest_whole(
    coach: Coach, server: ChatServer, tmp_path: Path
) -> None:
    good, server.scripts = server.scripts, [Script((), Ending.REFUSED)]
    first, error = await ingest_report(coach)
    assert (first["added"], first["skills"], first["aliases"]) == (1, 2, 0)
    assert error.count("\n") == 1
    assert error.startswith("coach: The chat model openai:scripted rejected the key")
    assert stored_aliases(tmp_path) == ()

    server.scripts = good
    again = await asyncio.to_thread(coach)
    assert again.out.endswith("Aliases added by the chat model: 1.\n")
    assert (again.code, again.err) == (0, "")
    assert stored_aliases(tmp_path) == ("choosing good tea leaves",)


async def test_watching_asks_a_failed_model_no_more(
    server: ChatServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.scripts = [Script((), Ending.REFUSED)]
    settings = plain_settings(tmp_path / "data", coach_chat_model="openai:scripted")

    def watch() -> None:
        with alias_writer(settings) as writer:
            for text in (DOCUMENT, f"{DOCUMENT}- Pouring\n", f"{DOCUMENT}- Pouring\n"):
                (tmp_path / "tea.md").write_text(text, "utf-8")
                ingest_changes(settings, [tmp_path / "tea.md"], writer=writer)

    await asyncio.to_thread(watch)
    ingest_report = capsys.readouterr()
    assert [line.split(":")[0] for line in ingest_report.out.splitlines()] == [
        "1 document (1 added)",
        "1 document (1 updated)",
    ]
    assert ingest_report.err.count("\n") == 1
    assert len(server.requests) == 1


async def test_none_is_asked_where_none_are_wanted(coach: Coach, server: ChatServer) -> None:
    report, _ = await ingest_report(coach, "--no-aliases")
    assert "aliases" not in report
    assert server.requests == []


def test_without_a_model_nothing_changes(coach: Coach, tmp_path: Path) -> None:
    result = coach()
    assert (result.code, result.err) == (0, "")
    assert "Aliases added" not in result.out
    assert not (tmp_path / "data" / "aliases.json").exists()
