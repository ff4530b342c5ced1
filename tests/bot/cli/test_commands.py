"""The `coach` command: exit codes, one sentence for people, one JSON document for machines."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from tests.bot.command_line import Coach

pytestmark = pytest.mark.usefixtures("logging_as_before")

HEAVY = ("torch", "chromadb", "langchain", "sqlalchemy", "slack_bolt", "fastapi", "numpy")


def lines(rows: Iterable[object]) -> str:
    """Write values as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom bot.cli import main\nsys.argv = ['coach', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert ended.stdout.splitlines()[-1] == "[]"
    for command in ("ingest", "ask", "serve", "demo", "manifest", "doctor", "eval"):
        assert f" {command} " in ended.stdout


def test_ask_answers_with_sources(coach: Coach) -> None:
    result = coach("ask", "How do I version an API?")
    assert result.code == 0
    assert "API versioning and deprecation strategies" in result.out
    assert "\n[1] API Development, " in result.out
    assert not result.err


def test_ask_prints_one_json_document(coach: Coach) -> None:
    result = coach("ask", "How do I version an API?", "--json")
    found = result.document
    assert found["refused"] is False
    assert {"question", "answer", "citations", "sections", "milliseconds"} <= found.keys()
    assert len(found["sections"]) >= 5  # type: ignore[arg-type]
    assert not result.err


def test_a_refusal_is_a_success(coach: Coach) -> None:
    result = coach("ask", "What is for lunch tomorrow?", "--json")
    assert (result.code, result.document["refused"]) == (0, True)


def test_batch_keeps_order_and_ids(coach: Coach, tmp_path: Path) -> None:
    asked = ["How do I version an API?", "caching?\u2028And eviction?", "", "\ud800", "x" * 5_000]
    rows = [{"id": n, "question": text} for n, text in enumerate(asked)]
    file = tmp_path / "questions.jsonl"
    text = "\n\n".join(json.dumps(row) for row in rows[3:])
    file.write_text("\ufeff" + lines(rows[:3]) + "\r\n" + text, "utf-8")
    result = coach("ask", "--batch", str(file))
    assert result.code == 0
    answers = [json.loads(line) for line in result.out.split("\n") if line]
    assert [answer["id"] for answer in answers] == list(range(5))
    assert coach("ask", "--batch", "-", stdin=lines(rows[:1])).document["id"] == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"question": "a"}\nnot json\n', "Line 2"),
        ('{"question": "a"}\n\n[1]\n', "Line 3"),
        ('{"question": 7}', "Line 1"),
        ('{"id": 7}', "Line 1"),
        ("[" * 100_000, "Line 1"),
    ],
    ids=["no json", "list", "number", "missing", "deep"],
)
def test_a_bad_batch_line_is_named_before_anything_is_answered(
    coach: Coach, text: str, line: str
) -> None:
    result = coach("ask", "--batch", "-", stdin=text)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"coach: {line}: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "What?", "--batch", "questions.jsonl"],
        ["ask", "--batch", "nowhere.jsonl"],
        ["ask", "--batch", "."],
        ["ingest", "nowhere"],
        ["manifest", "--url", "http://coach.example.com"],
        ["eval", "nowhere.jsonl"],
        ["serve"],
    ],
    ids=" ".join,
)
def test_bad_input_is_one_sentence_and_code_2(coach: Coach, arguments: list[str]) -> None:
    result = coach(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("coach: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["dance"], ["ask", "--loud"], ["ingest"]], ids=" ".join)
def test_bad_usage_is_code_2(coach: Coach, arguments: list[str]) -> None:
    result = coach(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Error" in result.err


def test_a_wrong_setting_is_code_2(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_PORT", "eighty")
    result = coach("ask", "What?")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("coach: COACH_PORT")


def test_the_unexpected_is_code_1_without_traceback_or_secret(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("at postgresql://u:s3cret@db/coach\nand more")

    monkeypatch.setattr("bot.assemble.open_knowledge", fail)
    result = coach("ask", "What?", "--json")
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "s3cret" not in result.err
    assert "RuntimeError" in result.err


def test_ingest_reports_what_it_did(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# Guide\n\n## APIs\n\n- REST\n- gRPC\n", "utf-8")
    found = coach("ingest", "guide.md", "--json").document
    counts = {key: found[key] for key in ("documents", "sections", "skills", "added", "removed")}
    assert counts == {"documents": 1, "sections": 1, "skills": 2, "added": 1, "removed": 0}
    assert {"passages", "updated", "unchanged", "seconds"} <= found.keys()
    again = coach("ingest", "guide.md")
    assert again.code == 0
    assert "1 unchanged" in again.out
    assert (tmp_path / ".coach").is_dir()


def test_manifest_is_yaml_for_pasting_and_json_for_machines(coach: Coach) -> None:
    pasted = yaml.safe_load(coach("manifest").out)
    assert pasted == coach("manifest", "--json").document
    over_http = coach("manifest", "--json", "--url", "https://coach.example.com").document
    assert "https://coach.example.com/slack/events" in str(over_http)


def test_doctor_is_code_1_where_something_is_broken(coach: Coach) -> None:
    result = coach("doctor", "--json")
    assert (result.code, result.document["ok"]) == (1, False)
    people = coach("doctor")
    assert people.code == 1
    assert "✗ Bot token: SLACK_BOT_TOKEN isn't set" in people.out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["ask", "  "], "The question is empty"),
        (["demo"], "There's no folder skills here"),
        (["demo", "--port", "99999"], "65535"),
    ],
)
def test_a_slip_gets_one_sentence(coach: Coach, arguments: list[str], error: str) -> None:
    result = coach(*arguments)
    assert result.code == 2
    assert error in result.err


def test_a_port_in_use_is_reported(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "skills").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = coach("demo", "--port", str(port))
    assert (result.code, result.out) == (2, "")
    assert f"Port {port} is in use" in result.err
