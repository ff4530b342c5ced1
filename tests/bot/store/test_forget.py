"""Forgetting a person leaves no trace in any table, nor in SQLite's files."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from bot.cli import main
from bot.coaching.feedback.gaps import Signal, Verdict
from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.store.claims import DatabaseClaims
from bot.store.conversations import DatabaseConversations
from bot.store.database import Database, open_database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from bot.store.personal_data import forget, load_records
from bot.store.personal_data_tables import PEOPLE, database_stores, find_workspaces
from bot.store.ports import Exchange
from bot.store.signals import DatabaseSignals
from bot.store.tables import metadata
from tests.conftest import Staging, fresh_postgres
from tests.dialogues.logs import log
from tests.dialogues.script import Dialogue, Play

NOW = 1_800_000_000.0
ANA, BEN = "U_ANA", "U_BEN"
SECRET = "Zanzibar"
"""A word that only Ana used."""


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()


async def fill(database: Database, person: str, words: str, workspace: str = "T1") -> None:
    """Store everything there can be about a person, in every store, in these words."""
    learning, conversations = DatabaseLearning(database), DatabaseConversations(database)
    signals, claims = DatabaseSignals(database), DatabaseClaims(database)
    entry = Entry(
        "e1", workspace, person, NOW, EntryKind.LEARNED, skill=words, note=words, words=words
    )
    await learning.append([entry])
    place = (workspace, f"D{person}", "1.0", "1.0", person)
    await conversations.add(Exchange(*place, words, words, f"D{person}", ("1.1",), (), NOW))
    mine = Signal(workspace, f"k/{person}", Verdict.UNHELPFUL, person, words, (), NOW, words)
    await signals.add(mine)
    other = Signal(workspace, f"k/{person}/x", Verdict.HELPFUL, "U_CHI", words, (), NOW, "", person)
    await signals.add(other)
    nudges, nudge = DatabaseNudges(database), Nudge(NudgeKind.WEEKLY, (words,))
    whose = (workspace, person, NudgeKind.WEEKLY, person)
    await nudges.put(Schedule(*whose, Preferences(zone=words), NOW, NOW, NOW))
    key = f"nudge:{person}:2026-11-23"
    await nudges.begin(
        Sent(workspace, key, person, person, NudgeKind.WEEKLY, "2026-11-23", NOW, nudge)
    )
    await claims.take(workspace, f"gaps:{person}:week", NOW)
    await claims.take(workspace, f"gaps:{person}2:week", NOW)


async def everything(database: Database) -> str:
    """Return every row of every table in the database."""
    async with database.transaction() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert set(metadata.tables) <= set(names)
        rows = [
            row
            for table in metadata.sorted_tables
            for row in (await connection.execute(select(table))).all()
        ]
    return "\n".join(map(repr, rows))


async def test_nothing_of_a_person_is_left_in_any_table(database: Database) -> None:
    await fill(database, ANA, SECRET)
    await fill(database, BEN, "ordinary")
    assert SECRET in await everything(database)
    assert await forget(database_stores(database), "T1", ANA) == 7
    left = await everything(database)
    assert SECRET not in left
    assert f"{ANA}'" not in left
    assert f"{ANA}/" not in left
    assert f"gaps:{ANA}2:week" in left, "another's claim whose id begins alike"
    kept = await load_records(database_stores(database), "T1", BEN)
    assert [len(records) for records in kept.values()] == [1, 1, 1, 2]
    assert await forget(database_stores(database), "T1", ANA) == 0


async def test_forgetting_stays_within_the_workspace(database: Database) -> None:
    await fill(database, ANA, SECRET, "T1")
    await fill(database, ANA, "elsewhere", "T2")
    await forget(database_stores(database), "T1", ANA)
    assert "elsewhere" in await everything(database)
    assert await find_workspaces(database, ANA) == ("T2",)


async def test_every_table_about_people_belongs_to_a_store_in_the_list(database: Database) -> None:
    """Finds new tables with a person column that forgetting doesn't cover."""
    await fill(database, ANA, SECRET)
    about = {t.name for t in metadata.sorted_tables if PEOPLE & set(t.c.keys())}
    async with database.transaction() as connection:
        filled = {
            table.name
            for table in metadata.sorted_tables
            if (await connection.execute(select(table))).first() is not None
        }
    assert about <= filled, "fill() must cover every table about people"


def in_files(folder: Path) -> bool:
    """Whether the word is in the bytes of any file, whatever the database shows."""
    return any(SECRET.encode() in file.read_bytes() for file in folder.iterdir())


async def test_no_trace_stays_in_sqlites_files(tmp_path: Path) -> None:
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}")
    await fill(database, ANA, SECRET)
    assert in_files(tmp_path)
    await forget(database_stores(database), "T1", ANA)
    assert not in_files(tmp_path)
    await database.close()


async def test_two_people_logging_at_once_never_see_or_overwrite_each_other(
    database: Database,
) -> None:
    learning = DatabaseLearning(database)

    async def says(person: str, number: int) -> None:
        same = Entry(f"e{number}", "T1", person, NOW + number, EntryKind.LEARNED, note=person)
        await learning.append([same])

    both = [says(person, number) for number in range(20) for person in (ANA, BEN)]
    await asyncio.gather(*both)
    for person in (ANA, BEN):
        theirs = await learning.of("T1", person)
        assert {entry.note for entry in theirs} == {person}
        assert {entry.id for entry in theirs} == {f"e{number}" for number in range(20)}


STEPS = (
    ("Ana", "DM", f"what about {SECRET} and OAuth?"),
    ("Ana", "in backend", f"/ask tell me about {SECRET}"),
    ("Ana", "in backend", f"@coach How do I version an API? {SECRET}"),
    ("Ben", "thumbs", "up"),
    ("Ana", "thumbs", "down"),
    ("Ana", "submits", f"because {SECRET}"),
    ("Ana", "in backend", "/coach settings"),
    ("Ana", "submits", {"goal": f"run {SECRET}", "sharing": "team"}),
    ("Ana", "in backend", "/coach forget"),
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_slash_forget_leaves_nothing_of_all_one_can_say(
    staging: Staging, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'coach.db'}"
    if kind == "postgresql":
        url = fresh_postgres(request.getfixturevalue("postgres"))
    async with staging(coach_database_url=url) as stage:
        play = Play(stage)
        await log(stage, ANA, {SECRET: "aware"})
        await play.run(Dialogue("says", STEPS))
        learning = stage.bot.services.learning
        assert isinstance(learning, DatabaseLearning)
        database = learning.database
        before = await everything(database)
        assert before.count(SECRET) >= 5
        await play.run(Dialogue("forgets", (("Ana", "clicks", "Forget me"),)))
        left = await everything(database)
        assert SECRET not in left
        assert ANA not in left
        again = Dialogue("judges the old answer", (("Ben", "thumbs", "down"),))
        await play.run(again)
        left = await everything(database)
        assert SECRET not in left, "a click on an old answer brings nothing back"
        assert ANA not in left


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with data about Ana, in two workspaces."""
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path))

    async def make() -> None:
        database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}")
        await fill(database, ANA, SECRET, "T1")
        await fill(database, ANA, "elsewhere", "T2")
        await database.close()

    asyncio.run(make())
    return tmp_path


def coach(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command and return its exit code."""
    monkeypatch.setattr("sys.argv", ["coach", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.usefixtures("logging_as_before")
def test_coach_export_and_forget(
    kept_in: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coach(monkeypatch, "export", "--user", ANA, "--json") == 0
    exported = json.loads(capsys.readouterr().out)
    assert (exported["user"], len(exported["log"]), len(exported["questions"])) == (ANA, 2, 2)
    out = kept_in / "out"
    assert coach(monkeypatch, "export", "--user", ANA, "--workspace", "T2", "--out", str(out)) == 0
    assert {f.name for f in out.iterdir()} >= {"skill-coach.json", "log.csv", "nudges.csv"}
    assert SECRET not in (out / "skill-coach.json").read_text("utf-8")
    capsys.readouterr()
    assert coach(monkeypatch, "forget", "--user", ANA, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"user": ANA, "deleted": 14}
    assert coach(monkeypatch, "export", "--user", ANA) == 0
    assert json.loads(capsys.readouterr().out)["log"] == []


@pytest.mark.usefixtures("logging_as_before", "kept_in")
def test_an_invalid_user_id_is_rejected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coach(monkeypatch, "forget", "--user", "Ana Lima") == 2
    assert "isn't a Slack user ID" in capsys.readouterr().err
