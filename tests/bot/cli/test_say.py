"""`coach say` and `coach chat`: the contract's JSON, and that nothing is kept."""

import json
from pathlib import Path

import pytest

from tests.bot.command_line import Coach

pytestmark = pytest.mark.usefixtures("logging_as_before")


def test_say_shows_what_would_be_logged(coach: Coach) -> None:
    said = coach("say", "--in", "learned", "docker on 2026-03-03, pretty confident", "--json")
    assert said.code == 0
    skill = "Containerization and orchestration (Docker, Kubernetes)"
    logged = [{"skill": skill, "day": "2026-03-03", "level": "confident"}]
    assert said.document["logged"] == logged
    assert said.document["intent"] == "log"


def test_say_reads_a_batch_and_keeps_nothing(coach: Coach, tmp_path: Path) -> None:
    rows = [
        {"in": "dm", "text": "I learned docker"},
        {"in": "dm", "text": "undo"},
        {"in": "learned", "text": "I did not learn docker"},
        {"in": "learned", "text": "all of testing frameworks"},
        {"in": "channel", "text": "@coach how do I version an API?"},
        {"text": "I learned docker. What next?"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    said = [json.loads(line) for line in coach("say", "--batch", str(file)).out.splitlines()]
    assert [each["intent"] for each in said] == ["log", "undo", "none", "log", "ask", "log"]
    assert "nothing to undo" in said[1]["reply"]
    assert not said[2]["logged"]
    assert len(said[3]["asked"]) == 4
    assert not said[3]["logged"]
    assert said[5]["intents"] == ["log", "next"]
    assert not (tmp_path / ".coach").exists()


def test_chat_remembers_the_conversation(coach: Coach) -> None:
    chat = coach("chat", stdin="I learned docker\nhow am I doing?\nundo\n\nexit\nnever read\n")
    assert chat.code == 0
    assert "✓ Logged Containerization" in chat.out
    assert "1 of 64 skills logged" in chat.out
    assert "Undone: Containerization" in chat.out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["say"], "Give either a message or --batch FILE."),
        (["say", " "], "The message is empty"),
        (["say", "--in", "mail", "hello"], "isn't a place"),
        (["say", "--user", "no body!", "hello"], "isn't a Slack user ID"),
    ],
)
def test_bad_usage_gets_one_sentence(coach: Coach, arguments: list[str], error: str) -> None:
    result = coach(*arguments)
    assert result.code == 2
    assert error in result.err
