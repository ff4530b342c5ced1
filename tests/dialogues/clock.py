"""Moves the clock of a dialogue's workspace and lets the coach do everything that becomes due."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.coaching.nudges.schedule import Schedule
from sandbox.clock import next_weekday
from tests.conftest import Stage

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}
MOST_LOOKS = 500


async def forward(stage: Stage, words: str) -> None:
    """Move the clock, stopping at every due schedule.

    ``words``: "2 weeks", "until Monday 10:00" in Ana's zone, or "to 2030-01-07 08:00" in UTC.
    """
    target = _target(stage, words)
    for _ in range(MOST_LOOKS):
        due = min((s.next_at for s in await _schedules(stage) if s.next_at), default=target)
        await _move(stage, min(max(due, stage.server.workspace.now()), target))
        if due >= target:
            return
    raise AssertionError("a schedule is due again and again")


async def _move(stage: Stage, at: float) -> None:
    """Move the clock to a time and run everything that is due then."""
    workspace = stage.server.workspace
    workspace.advance(max(0.0, at - workspace.now()))
    await stage.server.ready()  # sockets are replaced after an hour on the workspace's clock
    await stage.bot.scheduler.tick()
    await stage.quiet()


async def _schedules(stage: Stage) -> list[Schedule]:
    """Return the schedules of all people and channels in the workspace."""
    nudges, workspace = stage.bot.services.nudges, stage.server.workspace
    people = [person.id for person in workspace.people.values()]
    subjects = [*people, *(f"{person}/plan" for person in people)]
    subjects += ["C_BACKEND", "C_GENERAL", "C_RANDOM"]
    found = [await nudges.get("T_SANDBOX", subject) for subject in subjects]
    return [schedule for schedule in found if schedule]


def _target(stage: Stage, words: str) -> float:
    now = stage.server.workspace.now()
    if found := re.fullmatch(r"until (\w+) (\d\d):(\d\d)", words):
        zone = ZoneInfo(stage.server.workspace.people["U_ANA"].tz)
        minute = int(found[2]) * 60 + int(found[3])
        return next_weekday(now, zone, WEEKDAYS.index(found[1]), minute)
    if words.startswith("to "):
        return datetime.fromisoformat(words[3:]).replace(tzinfo=UTC).timestamp()
    number, unit = words.split()
    return now + int(number) * SECONDS[unit.removesuffix("s")]
