"""A data folder written by the version of November 23 is read as it was then.

The folder comes from that version itself: its database after a dozen of its dialogues, and its
Chroma store of a document of three skills with a map. Nothing in it may be written again by hand.
"""

import json
import sqlite3
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.bot.command_line import Coach, command_runner

pytestmark = pytest.mark.usefixtures("logging_as_before")

FOLDER = Path(__file__).with_name("data_folder_of_november_23.tar.gz")


@pytest.fixture
def coach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Coach:
    """Run `coach` where `.coach` is the old folder."""
    with tarfile.open(FOLDER) as packed:
        packed.extractall(tmp_path / ".coach", filter="data")
    monkeypatch.chdir(tmp_path)
    return command_runner(monkeypatch, capsys)


def stored(table: str, person: str) -> list[dict[str, Any]]:
    """Read a person's rows as they are in the old database."""
    with sqlite3.connect(".coach/coach.db") as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(f'SELECT * FROM "{table}" WHERE person = ?', (person,))
        return [dict(row) for row in rows]


@pytest.mark.parametrize("person", ["U_ANA", "U_BEN", "U_CHI"])
def test_everything_about_a_person_is_still_there(coach: Coach, person: str) -> None:
    log = stored("log", person)
    assert log

    result = coach("export", "--user", person)

    assert result.code == 0, result.err
    found = json.loads(result.out)
    fields = ("id", "kind", "skill_id", "skill", "on", "words", "evidence", "note", "about")
    assert [[entry[f] for f in fields] for entry in found["log"]] == [
        [row[f] for f in fields] for row in log
    ]
    assert len(found["questions"]) == len(stored("exchanges", person))
    assert len(found["verdicts"]) == len(stored("signals", person))
    assert len(found["nudges"]) == len(stored("schedules", person)) + len(stored("nudges", person))


def test_the_old_store_answers_without_a_new_ingest(coach: Coach) -> None:
    result = coach("ask", "How long should I let tea steep?", "--json")

    assert result.code == 0, result.err
    assert result.document["refused"] is False
    assert "Steeping times" in result.out


def test_a_schedule_goes_on_with_its_old_settings(coach: Coach) -> None:
    result = coach("nudge", "preview", "--user", "U_BEN", "--at", "2030-02-11T10:00", "--json")

    assert result.code == 0, result.err
    assert "Europe/Lisbon" in str(result.document["why"])
