"""`coach nudge preview`: what would be sent, when and why, without Slack."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.store.database import open_database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from tests.bot.command_line import Coach, CommandResult
from tests.bot.skill_maps import real_catalogue

pytestmark = pytest.mark.usefixtures("logging_as_before")

LISBON = Preferences(mode=Mode.ON, zone="Europe/Lisbon")
MONDAY = "2026-11-23T10:00"
AT = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
POOL = next(s for s in real_catalogue().skills.values() if s.text.startswith("Resource pooling"))


@pytest.fixture
def keep(coach: Coach) -> Callable[..., None]:
    """Store a person's schedule in the folder's database, and one skill logged 46 days ago."""

    def store(workspace: str = "T1", preferences: Preferences = LISBON) -> None:
        asyncio.run(_stored(workspace, preferences))

    return store


async def _stored(workspace: str, preferences: Preferences) -> None:
    database = await open_database("sqlite+aiosqlite:///.coach/coach.db")
    result = Entry("e", workspace, "U1", AT - 46 * 86_400, EntryKind.LEARNED, skill_id=POOL.id)
    await DatabaseLearning(database).append([result])
    schedule = Schedule(workspace, "U1", NudgeKind.WEEKLY, "U1", preferences, 0.0, AT, 0.0)
    await DatabaseNudges(database).put(schedule)
    await database.close()


def preview(coach: Coach, at: str = MONDAY, *more: str, user: str = "U1") -> dict[str, Any]:
    result = coach("nudge", "preview", "--user", user, "--at", at, "--json", *more)
    assert result.code == 0, result.err
    found = result.document
    assert set(found) == {"due", "why", "text", "blocks"}
    assert found["why"]
    assert found["text"]
    assert found["blocks"]
    return found


def test_what_is_due_is_shown_with_its_reasons(coach: Coach, keep: Callable[..., None]) -> None:
    keep()

    found = preview(coach)

    assert found["due"] is True
    assert f"You logged “{POOL.text}” 46 days ago." in found["why"]
    assert "Europe/Lisbon" in found["why"]
    assert "nudge_answer" in str(found["blocks"])


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-23T09:59", False),
        ("2026-11-23T10:00Z", True),
        ("2026-11-23T11:00+01:00", True),
        ("2026-11-21T10:00", False),  # a Saturday
    ],
)
def test_the_hour_is_the_persons_own(
    coach: Coach, keep: Callable[..., None], at: str, due: bool
) -> None:
    keep()

    assert preview(coach, at)["due"] is due


def test_people_read_why_question_and_plan(coach: Coach, keep: Callable[..., None]) -> None:
    keep()

    result = coach("nudge", "preview", "--user", "U1", "--at", MONDAY)

    lines = result.out.splitlines()
    assert lines[0].startswith("Due: You asked for nudges: ")
    assert sum(line.startswith("  * ") for line in lines) == 1
    assert sum(line.startswith("  - ") for line in lines) in (2, 3)
    assert any(line.startswith("Next: ") for line in lines)
    assert lines[-1].startswith("Plan: Monday 23 November at ")


def test_people_who_turned_nudges_off_get_none_and_see_why(
    coach: Coach, keep: Callable[..., None]
) -> None:
    keep(preferences=Preferences(mode=Mode.OFF))

    found = preview(coach)

    assert found["due"] is False
    assert found["why"] == "You turned the nudges off."


def test_a_stranger_sees_what_would_come_and_nothing_is_kept(coach: Coach) -> None:
    found = preview(coach, user="U_NOBODY")

    assert found["due"] is False
    assert "hasn't been asked" in found["why"]
    assert preview(coach, user="U_NOBODY") == found


def test_a_person_in_two_workspaces_needs_the_option(
    coach: Coach, keep: Callable[..., None]
) -> None:
    keep("T1")
    keep("T2", Preferences(mode=Mode.PAUSED))

    result = coach("nudge", "preview", "--user", "U1", "--at", MONDAY)

    assert result.code == 2
    assert "(T1, T2)" in result.err
    assert preview(coach, MONDAY, "--workspace", "T1")["due"] is True
    assert preview(coach, MONDAY, "--workspace", "T2")["due"] is False


@pytest.mark.parametrize("at", ["tomorrow", "", "2026-13-01", "0001-01-01", "9999-12-31T23:59"])
def test_a_time_that_is_none_is_bad_input_in_one_sentence(coach: Coach, at: str) -> None:
    result = coach("nudge", "preview", "--user", "U1", "--at", at)

    assert bad(result)
    assert "2026-11-23T10:00" in result.err
    assert not Path(".coach").exists()


def test_a_user_that_can_be_none_is_bad_input(coach: Coach) -> None:
    assert bad(coach("nudge", "preview", "--user", "../x", "--at", MONDAY))


def bad(result: CommandResult) -> bool:
    return (result.code, result.out, result.err.count("\n")) == (2, "", 1)
