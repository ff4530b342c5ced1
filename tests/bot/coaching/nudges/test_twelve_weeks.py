"""Twelve weeks of different learners, from Monday 4 January 2027, without a database or Slack."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.command_parser import parse_command
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.schedule import Schedule
from tests.bot.calendars import wall
from tests.bot.simulated_clock import ON, Clockwork, weekly

START, END = "2027-01-01T12:00", "2027-03-28T12:00"
LISBON, TOKYO = "Europe/Lisbon", "Asia/Tokyo"
EVERY_MONDAY = [
    *("01-04 10:00", "01-11 10:00", "01-18 10:00", "01-25 10:00", "02-01 10:00", "02-08 10:00"),
    *("02-15 10:00", "02-22 10:00", "03-01 10:00", "03-08 10:00", "03-15 10:00", "03-22 10:00"),
]


@dataclass(frozen=True)
class Learner:
    """``sent`` are the local days and times of expected nudges.

    ``says`` and ``lives`` are what they tell the coach, and their zone, from an instant in Lisbon
    on; ``down`` is when the host doesn't run.
    """

    sent: list[str]
    preferences: Preferences = ON
    answers: bool = True
    says: tuple[tuple[str, str], ...] = ()
    lives: tuple[tuple[str, str], ...] = ()
    down: tuple[str, str] = (START, START)
    away: tuple[str, str] = (START, START)
    closing: bool = False


LEARNERS = {
    "answers": Learner(EVERY_MONDAY),
    "ignores": Learner(
        # Two weekly, two at half the rate, and the one that says that the coach stops.
        ["01-04 10:00", "01-11 10:00", "01-25 10:00", "02-08 10:00", "02-22 10:00"],
        answers=False,
        closing=True,
    ),
    "ignores, and sets another hour": Learner(
        [
            *("01-04 10:00", "01-11 10:00", "01-19 14:00", "01-26 14:00", "02-09 14:00"),
            *("02-23 14:00", "03-09 14:00"),
        ],
        answers=False,
        says=(("2027-01-13T12:00", "Tuesday 14:00"),),
        closing=True,
    ),
    "snoozes": Learner(
        [*EVERY_MONDAY[:2], "02-03 10:00", *EVERY_MONDAY[5:]],
        says=(("2027-01-11T10:05", "snooze until 3 February"),),
    ),
    "pauses and resumes": Learner(
        [*EVERY_MONDAY[:2], *EVERY_MONDAY[5:]],
        says=(("2027-01-11T10:05", "pause"), ("2027-02-02T08:00", "resume")),
    ),
    "wants it less often": Learner(EVERY_MONDAY[::2], says=(("2027-01-04T10:05", "less often"),)),
    "is on holiday": Learner(
        # A fortnight without; back on a Thursday, which is the first workday then.
        [*EVERY_MONDAY[:4], "02-18 10:00", *EVERY_MONDAY[7:]],
        says=(("2027-01-26T10:00", "holiday 1 - 17 February"),),
    ),
    "is away by the status": Learner(
        ["01-04 10:00", "01-13 09:00", *EVERY_MONDAY[2:]],
        away=("2027-01-11T08:00", "2027-01-13T08:30"),
    ),
    "moves to Tokyo": Learner(EVERY_MONDAY, lives=(("2027-02-05T20:00", TOKYO),)),
    "moves to Tokyo on a Thursday, with nudges on Fridays": Learner(
        [
            *("01-08 10:00", "01-15 10:00", "01-22 10:00", "01-29 10:00", "02-05 10:00"),
            *("02-12 10:00", "02-19 10:00", "02-26 10:00", "03-05 10:00", "03-12 10:00"),
            *("03-19 10:00", "03-26 10:00"),
        ],
        preferences=replace(ON, weekday=4),
        lives=(("2027-02-04T07:00", TOKYO),),
    ),
    "moves to New York, which puts its clock forward on 14 March": Learner(
        EVERY_MONDAY, lives=(("2027-01-20T20:00", "America/New_York"),)
    ),
    "has a host that is down over a weekend and a Monday": Learner(
        [*EVERY_MONDAY[:1], "01-12 09:20", *EVERY_MONDAY[2:]],
        down=("2027-01-08T19:00", "2027-01-12T09:20"),
    ),
    "has a host that comes back at night": Learner(
        [*EVERY_MONDAY[:1], "01-13 09:00", *EVERY_MONDAY[2:]],
        down=("2027-01-08T19:00", "2027-01-12T22:00"),
    ),
    "has a host that is down for a whole week": Learner(
        [*EVERY_MONDAY[:1], *EVERY_MONDAY[2:]],
        down=("2027-01-08T19:00", "2027-01-16T12:00"),
    ),
}


def at(words: str) -> float:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(LISBON)).timestamp()


def clockwork(learner: Learner) -> Clockwork:
    def facts(now: float) -> Availability:
        zones = [LISBON, *(name for when, name in learner.lives if at(when) <= now)]
        away = at(learner.away[0]) <= now < at(learner.away[1])
        return Availability(zone=zones[-1], away=away)

    return Clockwork(
        weekly(learner.preferences, since=at(START)),
        facts=facts,
        up=lambda now: (
            at(learner.down[1]) if at(learner.down[0]) <= now < at(learner.down[1]) else now
        ),
        react=lambda sent: sent.at + 60 if learner.answers else None,
    )


def simulate(learner: Learner) -> Clockwork:
    """Run the clock up to each command of the learner, apply it, and go on."""
    clock, now = clockwork(learner), at(START)
    for when, words in learner.says:
        clock.run(now, now := at(when))
        clock.schedule = apply_command(clock.schedule, words, now)
    clock.run(now, at(END))
    return clock


def apply_command(schedule: Schedule, words: str, now: float) -> Schedule:
    today = wall(now, ZoneInfo(LISBON)).date()
    wanted = parse_command(words, schedule.preferences, today)
    assert wanted is not None
    return replace(schedule, preferences=wanted, since=now)


@pytest.mark.parametrize("kind", LEARNERS)
def test_twelve_weeks_of(kind: str) -> None:
    learner = LEARNERS[kind]
    clock = simulate(learner)
    shown = [
        f"{wall(line.at, ZoneInfo(clock.facts(line.at).zone)):%m-%d %H:%M}" for line in clock.sent
    ]
    assert shown == learner.sent
    kinds = [line.kind for line in clock.sent]
    last = NudgeKind.CLOSING if learner.closing else NudgeKind.WEEKLY
    assert kinds == [NudgeKind.WEEKLY] * (len(kinds) - 1) + [last]
