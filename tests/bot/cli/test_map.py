"""`coach map`: exit codes, one sentence for people, one JSON document for machines."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests.bot.command_line import Coach, command_runner
from tests.chat_script import Ending, Script, saying
from tests.chat_server import ChatServer, chat_server
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("logging_as_before")

DOCUMENT = "# Tea\n## Leaves\n- Choosing leaves\n- Steeping\n## Service\n- Pouring\n"


@pytest.fixture
def coach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Coach:
    """Run `coach map` in a folder with our own skills and a small document."""
    shutil.copytree(ROOT / "skills", tmp_path / "skills")
    (tmp_path / "tea.md").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return command_runner(monkeypatch, capsys, "map")


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ChatServer]:
    """A chat model over real HTTP, set as the coach's."""
    async with chat_server() as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("COACH_CHAT_MODEL", "openai:scripted")
        yield running


def content(name: str) -> str:
    """Return a file's content, "" if there is none."""
    path = Path(name)
    return path.read_text("utf-8") if path.exists() else ""


def write(name: str, text: str) -> None:
    Path(name).write_text(text, "utf-8")


def test_a_good_map_passes(coach: Coach) -> None:
    result = coach("check")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "backend-skills.map.yaml: ✓ 120 prerequisites among 64 skills, 16 roles\n"
    )
    for path in ("skills/backend-skills.md", "skills/backend-skills.map.yaml"):
        output = json.loads(coach("check", path, "--json").out)
        (report,) = output["maps"]
        assert output["ok"]
        assert (report["prerequisites"], report["problems"], report["warnings"]) == (120, [], [])


def test_every_problem_of_a_map_is_reported_with_code_2(coach: Coach) -> None:
    write("tea.map.yaml", "skills:\n  Pouring: {needs: [Steping]}\n  Steeping: {weight: 3}\n")
    result = coach("check", "tea.md")
    assert (result.code, result.err) == (2, "")
    head, first, second = result.out.splitlines()
    assert head == "tea.map.yaml: ✗ 2 problems"
    assert first.startswith("  line 2: “Steping” isn't a skill of the document; did you mean")
    assert second.startswith("  line 3: “3” isn't a valid weight")
    output = coach("check", "tea.md", "--json")
    assert output.code == 2
    document = json.loads(output.out)
    assert document["ok"] is False
    assert [p["line"] for p in document["maps"][0]["problems"]] == [2, 3]


def test_warnings_are_reported_and_pass(coach: Coach) -> None:
    write("tea.map.yaml", "skills: {Pouring: {needs: [Steeping]}}")
    result = coach("check", "tea.map.yaml")
    assert result.code == 0
    assert "• “Choosing leaves” needs nothing and nothing needs it" in result.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "tea.md"],
        ["check", "nowhere.md"],
        ["draw", "tea.md"],
        ["draft", "nowhere.md"],
        ["draft", "tea.md"],
        ["draft", "tea.md", "--out", "tea.md"],
    ],
    ids=" ".join,
)
def test_bad_input_is_one_sentence_and_code_2(coach: Coach, arguments: list[str]) -> None:
    result = coach(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("coach: ")
    assert result.err.count("\n") == 1


def test_a_wrong_map_is_not_drawn(coach: Coach) -> None:
    write("tea.map.yaml", "skills: {Poring: }")
    result = coach("draw", "tea.md", "--out", "tea.svg")
    assert (result.code, result.out) == (2, "")
    assert "did you mean “Pouring”?" in result.err
    assert content("tea.svg") == ""


def test_draw_gives_a_picture(coach: Coach) -> None:
    result = coach("draw", "--out", "map.svg")
    assert (result.code, result.out) == (0, "map.svg: 64 skills and 120 prerequisites.\n")
    picture = content("map.svg")
    assert fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"
    assert coach("draw").out == picture
    output = json.loads(coach("draw", "--json").out)
    assert (output["text"], output["skills"]) == (picture, 64)
    assert coach("draw", "--out", "no/such/folder.svg").code == 1


def test_a_draft_without_a_model_says_what_to_set(coach: Coach) -> None:
    assert "set COACH_CHAT_MODEL" in coach("draft", "tea.md").err


def answering(body: dict[str, Any]) -> Script:
    """Propose good and bad prerequisites by section."""
    asked = json.loads(body["messages"][-1]["content"])
    proposals = {
        "Leaves": [("Steeping", "Choosing leaves"), ("Steeping", "Drinking")],
        "Service": [("Pouring", "Steeping"), ("Steeping", "Pouring")],
    }
    lines = ({"skill": a, "needs": b, "why": "so"} for a, b in proposals[asked["section"]])
    return saying("\n".join(map(json.dumps, lines)))


async def test_a_draft_over_real_http(coach: Coach, server: ChatServer) -> None:
    server.answering = answering
    result = await asyncio.to_thread(coach, "draft", "tea.md", "--out", "tea.map.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "tea.map.yaml: 2 proposals, 1 dropped (unknown skill), 1 dropped (would make a cycle).\n"
    )
    assert len(server.requests) == 2
    text = content("tea.map.yaml")
    assert "      # Choosing leaves: so\n" in text
    assert coach("check", "tea.md").out.startswith("tea.map.yaml: ✓ 0 prerequisites among 3 skills")
    write("tea.map.yaml", text.replace("      # ", "      "))
    assert coach("check", "tea.md").out.startswith("tea.map.yaml: ✓ 2 prerequisites among 3 skills")
    again = await asyncio.to_thread(coach, "draft", "tea.md", "--json")
    output = json.loads(again.out)
    assert (output["proposed"], output["whole"]) == (0, True)
    assert output["dropped"]["there already"] == 2


async def test_a_failing_model_leaves_what_it_gave_and_code_1(
    coach: Coach, server: ChatServer
) -> None:
    line = json.dumps({"skill": "Steeping", "needs": "Choosing leaves", "why": "so"})
    server.scripts = [saying(line), Script((), Ending.REFUSED)]
    result = await asyncio.to_thread(coach, "draft", "tea.md", "--out", "draft.yaml")
    assert result.code == 1
    assert result.err.startswith("coach: The chat model openai:scripted rejected the key")
    assert "Choosing leaves: so" in content("draft.yaml")
    server.scripts = [Script((), Ending.REFUSED)]
    none = await asyncio.to_thread(coach, "draft", "tea.md", "--out", "none.yaml")
    assert (none.code, none.out) == (1, "")
    assert content("none.yaml") == ""
