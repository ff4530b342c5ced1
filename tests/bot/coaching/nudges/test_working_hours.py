"""The hours in which nudges may be sent, checked against every single minute."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.dates.timezones import instant
from bot.coaching.nudges.preferences import ALWAYS, Preferences
from bot.coaching.nudges.working_hours import (
    free_slots,
    is_allowed,
    is_on_holiday,
    next_allowed_time,
    period,
    person_zone,
    regular_time,
    spread_offset,
)
from tests.bot.calendars import at_work, first_day, minutes, moments, preferences, wall

LISBON = ZoneInfo("Europe/Lisbon")
DAY = 86_400


def stamp(words: str, there: ZoneInfo = LISBON) -> float:
    return datetime.fromisoformat(words).replace(tzinfo=there).timestamp()


@settings(max_examples=60, deadline=None)
@given(moments(), preferences(), st.integers(0, 3 * DAY), st.integers(-DAY, 2 * DAY))
def test_next_allowed_is_the_first_of_all_minutes(
    moment: tuple[ZoneInfo, float], wanted: Preferences, length: int, quiet: int
) -> None:
    there, after = moment
    until, quiet_until = after + length, after + quiet
    plain = (at for at in minutes(after, until) if at >= quiet_until and at_work(wanted, there, at))
    begun = (quiet_until,) if after <= quiet_until < until else ()
    first = min((*(at for at in begun if at_work(wanted, there, at)), *plain), default=None)
    assert next_allowed_time(wanted, there, after, until, quiet_until) == first


@pytest.mark.parametrize(
    "opens, closes, after, first",
    [
        (30, 90, "2027-10-31T01:40+01:00", "2027-10-31T01:00+00:00"),  # put back into the hours
        (75, 90, "2027-10-31T01:40+01:00", "2027-10-31T01:15+00:00"),  # they begin a second time
        (75, 90, "2027-10-31T01:10+01:00", "2027-10-31T01:15+01:00"),
        (90, 150, "2027-03-28T00:10+00:00", "2027-03-28T02:00+01:00"),  # put forward into them
        (75, 90, "2027-03-28T00:10+00:00", "2027-03-29T01:15+01:00"),  # put forward past them
    ],
)
def test_hours_on_the_nights_when_the_clock_is_put_forward_or_back(
    opens: int, closes: int, after: str, first: str
) -> None:
    wanted = replace(ALWAYS, opens=opens, closes=closes)
    begin = datetime.fromisoformat(after).timestamp()
    found = next_allowed_time(wanted, LISBON, begin, begin + 3 * DAY)
    assert found == datetime.fromisoformat(first).timestamp()


@settings(max_examples=100, deadline=None)
@given(moments(), st.integers(0, 1439))
def test_an_instant_is_the_first_at_which_the_clock_shows_no_less(
    moment: tuple[ZoneInfo, float], minute: int
) -> None:
    there, near = moment
    day = wall(near, there).date()
    midnight = datetime(day.year, day.month, day.day)
    wanted = midnight + timedelta(minutes=minute)
    begin = midnight.replace(tzinfo=ZoneInfo("UTC")).timestamp() - 30 * 3600
    walk = (at for at in minutes(begin, begin + 80 * 3600) if wall(at, there) >= wanted)
    assert instant(day, minute, there) == next(walk)


@given(moments(), preferences())
def test_allowed_is_working_time(moment: tuple[ZoneInfo, float], wanted: Preferences) -> None:
    there, now = moment
    assert is_allowed(wanted, there, now) is at_work(wanted, there, now)


@settings(deadline=None)
@given(moments(), preferences())
def test_the_slot_is_in_its_week_on_the_right_day(
    moment: tuple[ZoneInfo, float], wanted: Preferences
) -> None:
    there, now = moment
    week = period(now, there, wanted.workdays)
    assert week == first_day(wanted, there, now).isoformat()
    days = [date.fromisoformat(week) + timedelta(days=ahead) for ahead in range(7)]
    working = [day for day in days if day.weekday() in wanted.workdays]
    free = [day for day in working if not is_on_holiday(wanted, day)]
    chosen = [day for day in working if day.weekday() == wanted.weekday]
    at = (chosen or free or working)[0]
    fits = wanted.opens <= wanted.minute < wanted.closes
    assert regular_time(wanted, there, week) == instant(
        at, wanted.minute if fits else wanted.opens, there
    )


SUNDAY_1_30 = replace(ALWAYS, weekday=6, minute=90)
SUN_TO_THU = Preferences(workdays=(0, 1, 2, 3, 6))
NEW_YEAR = Preferences(holidays=(("2026-12-24", "2027-01-05"),))
NO_WEEK = Preferences(holidays=(("2027-01-04", "2027-01-08"),))


@pytest.mark.parametrize(
    "name, wanted, week, shown",
    [
        ("Europe/Lisbon", Preferences(), "2027-03-22", "2027-03-22T10:00+00:00"),
        ("Europe/Lisbon", Preferences(weekday=1), "2027-03-29", "2027-03-30T10:00+01:00"),
        ("Europe/Lisbon", NEW_YEAR, "2027-01-04", "2027-01-06T10:00+00:00"),
        ("Europe/Lisbon", NO_WEEK, "2027-01-04", "2027-01-04T10:00+00:00"),
        ("Asia/Tokyo", Preferences(weekday=1), "2028-02-28", "2028-02-29T10:00+09:00"),
        ("Asia/Jerusalem", SUN_TO_THU, "2027-01-10", "2027-01-10T10:00+02:00"),
        ("Europe/Lisbon", SUNDAY_1_30, "2027-03-22", "2027-03-28T02:00+01:00"),  # no 1:30 there
        ("Europe/Lisbon", SUNDAY_1_30, "2027-10-25", "2027-10-31T01:30+01:00"),  # the first of two
        ("Pacific/Apia", Preferences(weekday=4), "2011-12-26", "2011-12-31T00:00+14:00"),
        ("Europe/Lisbon", Preferences(minute=7 * 60), "2027-01-11", "2027-01-11T09:00+00:00"),
        ("Europe/Lisbon", Preferences(weekday=5), "2027-01-11", "2027-01-11T10:00+00:00"),
    ],
)
def test_slots_of_some_weeks(name: str, wanted: Preferences, week: str, shown: str) -> None:
    assert regular_time(wanted, ZoneInfo(name), week) == datetime.fromisoformat(shown).timestamp()


def test_the_week_of_people_who_rest_on_friday_and_saturday_begins_on_sunday() -> None:
    there, sunday = (
        ZoneInfo("Asia/Jerusalem"),
        stamp("2027-01-10T08:00", ZoneInfo("Asia/Jerusalem")),
    )
    assert period(sunday, there) == "2027-01-04"
    assert period(sunday, there, SUN_TO_THU.workdays) == "2027-01-10"


@settings(max_examples=50, deadline=None)
@given(moments(), preferences(), st.integers(1, 5))
def test_free_slots_are_real(
    moment: tuple[ZoneInfo, float], wanted: Preferences, limit: int
) -> None:
    there, now = moment
    slots = free_slots(wanted, there, now, limit)
    assert len(slots) <= limit
    assert all(begin < later for begin, later in pairwise((now, *slots, now + 7 * DAY)))
    days = {wall(at, there).date() for at in slots}
    assert len(days) == len(slots)
    for at in slots:
        assert wall(at, there).minute in (0, 30)
        assert all(at_work(wanted, there, at + ahead) for ahead in range(0, 20 * 60, 60))


@settings(max_examples=50, deadline=None)
@given(moments(), preferences())
def test_no_day_with_time_to_learn_is_left_out(
    moment: tuple[ZoneInfo, float], wanted: Preferences
) -> None:
    there, now = moment
    midnight = stamp(f"{wall(now, there).date() + timedelta(days=7)}", there)
    walk = minutes(now + 3600, min(midnight, now + 7 * DAY), 1800)
    free = {
        wall(at, there).date()
        for at in walk
        if wall(at, there).minute % 30 == 0
        and all(at_work(wanted, there, at + ahead) for ahead in range(0, 20 * 60, 60))
    }
    days = {wall(at, there).date() for at in free_slots(wanted, there, now, limit=7)}
    assert free <= days


def test_free_slots_of_a_monday_morning() -> None:
    monday = stamp("2027-03-22T10:00")
    shown = [f"{wall(at, LISBON):%a %H:%M}" for at in free_slots(Preferences(), LISBON, monday)]
    assert shown == ["Mon 15:00", "Wed 10:00", "Fri 16:00"]


@given(st.text(), st.integers(-5, 50_000))
def test_a_subjects_share_of_the_hour_is_always_the_same(subject: str, learners: int) -> None:
    share = spread_offset(subject, learners)
    assert share == spread_offset(subject, learners)
    assert 0 <= share <= max(0, min(3600, learners))


def test_a_large_workspace_is_spread_over_the_hour() -> None:
    shares = [spread_offset(f"U{number}", 10_000) for number in range(10_000)]
    by_minute = [
        sum(60 * minute <= share < 60 * minute + 60 for share in shares) for minute in range(60)
    ]
    assert min(by_minute) > 100
    assert max(by_minute) < 240


def test_a_few_learners_come_on_the_minute() -> None:
    assert {spread_offset(f"U{number}", 20) for number in range(20)} == {0.0}


def test_the_zone_they_set_comes_before_slacks() -> None:
    set_one = Preferences(zone="Asia/Tokyo")
    assert person_zone(set_one, "Europe/Lisbon", "America/New_York").key == "Asia/Tokyo"
    assert person_zone(Preferences(), "Europe/Lisbon", "America/New_York").key == "Europe/Lisbon"
    assert person_zone(Preferences(), "", "America/New_York").key == "America/New_York"
    assert person_zone(Preferences(), "").key == "UTC"


@pytest.mark.parametrize("bad", ["Mars/Base", "Europe", "../../etc/passwd", "/etc/passwd", "a\0b"])
def test_a_bad_zone_is_passed_over(bad: str) -> None:
    assert person_zone(Preferences(zone=bad), "Europe/Lisbon").key == "Europe/Lisbon"


@given(st.text(), st.text())
def test_no_name_of_a_zone_fails(name: str, last: str) -> None:
    assert person_zone(Preferences(zone=name), name, last).key
