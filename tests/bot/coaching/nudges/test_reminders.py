"""When a reminder of a plan is sent."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges import explanations
from bot.coaching.nudges.decide import Send, Wait, decide
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.reminders import is_still_wanted
from bot.coaching.nudges.schedule import Schedule
from tests.bot.simulated_clock import LISBON, ON, line, weekly

MONDAY = "2027-01-11"


def at(words: str) -> float:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Lisbon")).timestamp()


def reminder(due: float | None) -> Schedule:
    return replace(weekly(ON, kind=NudgeKind.REMINDER), next_at=due)


@pytest.mark.parametrize(
    "facts, now, until",
    [
        (LISBON, "2027-01-14T13:59", "2027-01-14T14:00"),
        (Availability(quiet_until=at("2027-01-14T16:00")), "2027-01-14T14:00", "2027-01-14T16:00"),
        (Availability(quiet_until=at("2027-01-15T08:00")), "2027-01-14T14:00", None),
        (Availability(away=True), "2027-01-14T14:00", "2027-01-14T15:00"),
        (Availability(away=True), "2027-01-14T23:30", None),
        (Availability(gone=True), "2027-01-14T14:00", None),
        (LISBON, "2027-01-14T20:00", "2027-01-15T09:00"),  # late, and after working hours
        (LISBON, "2027-01-15T14:01", None),
    ],
)
def test_a_reminder_waits(facts: Availability, now: str, until: str | None) -> None:
    verdict = decide(reminder(at("2027-01-14T14:00")), facts, [], [], at(now))
    assert isinstance(verdict, Wait)
    assert verdict.until == (at(until) if until else None)


@pytest.mark.parametrize("now", ["2027-01-14T14:00", "2027-01-14T14:40", "2027-01-15T10:00"])
def test_a_reminder_comes_at_its_time_or_within_a_day(now: str) -> None:
    verdict = decide(reminder(at("2027-01-14T14:00")), LISBON, [], [], at(now))
    assert verdict == Send(NudgeKind.REMINDER, MONDAY, (explanations.REMINDER,))


def test_a_reminder_on_a_sunday_that_they_chose_comes() -> None:
    now = at("2027-01-17T21:00")
    assert isinstance(decide(reminder(now), LISBON, [], [], now), Send)


def test_a_reminder_that_came_does_not_come_again() -> None:
    due = at("2027-01-14T14:00")
    set_ = replace(reminder(due), since=at("2027-01-11T10:00"))
    came = line(due, MONDAY, NudgeKind.REMINDER)
    for facts in (LISBON, Availability(away=True)):
        assert decide(set_, facts, [came], [], due + 60) == Wait(
            None, explanations.ALREADY_SENT[NudgeKind.REMINDER]
        )
    earlier = line(at("2027-01-07T14:00"), "2027-01-04", NudgeKind.REMINDER)
    assert isinstance(decide(set_, LISBON, [earlier], [], due), Send)


@pytest.mark.parametrize(
    "before, wanted, still",
    [
        (ON, replace(ON, weekday=3, snoozed_until="2027-02-01"), True),
        (ON, replace(ON, mode=Mode.OFF), False),
        (ON, replace(ON, mode=Mode.PAUSED), False),
        (ON, replace(ON, reminders=False), False),
        (ON, replace(ON, holidays=(("2027-01-14", "2027-01-15"),)), False),
        (ON, replace(ON, holidays=(("2027-01-15", "2027-01-15"),)), True),
        (replace(ON, mode=Mode.OFF), replace(ON, mode=Mode.OFF, weekday=3), True),
        (replace(ON, reminders=False), replace(ON, reminders=False, weekday=3), True),
    ],
)
def test_a_reminder_goes_with_what_is_wanted(
    before: Preferences, wanted: Preferences, still: bool
) -> None:
    set_ = replace(reminder(at("2027-01-14T14:00")), preferences=before)
    assert is_still_wanted(set_, wanted, ZoneInfo("Europe/Lisbon")) is still


def test_a_reminder_without_a_time_never_comes() -> None:
    assert decide(reminder(None), LISBON, [], [], 0.0) == Wait(None, explanations.NO_REMINDER)
