"""Properties of the `/nudges` parser: descriptions parse back, and settings stay valid."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.dates.past_dates import MONTHS, WEEKDAYS
from bot.coaching.dates.timezones import find_zone
from bot.coaching.nudges.command_parser import (
    describe_schedule,
    fit_working_hours,
    parse_command,
    parse_weekly,
)
from bot.coaching.nudges.preferences import WORKWEEK, Mode, Preferences

ON = Preferences(mode=Mode.ON)
SET = replace(ON, every=2, snoozed_until="2027-01-01", holidays=(("2026-12-24", "2026-12-26"),))
ZONES = ["Europe/Lisbon", "America/Argentina/Buenos_Aires", "Asia/Tokyo", "Etc/GMT-2", "UTC"]
DAYS = st.dates(date(1990, 1, 1), date(2190, 1, 1))


@given(
    st.none() | st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 12),
    st.sampled_from(ZONES),
    DAYS,
)
def test_descriptions_parse_back(
    weekday: int | None, minute: int, every: int, zone: str, today: date
) -> None:
    wanted = fit_working_hours(Preferences(Mode.ON, weekday, minute, zone, every=every))
    before = replace(Preferences(), workdays=wanted.workdays)
    assert parse_command(describe_schedule(wanted, zone), before, today) == wanted


@given(DAYS, st.integers(1, 360), st.integers(0, 30))
def test_days_to_come_are_found_without_their_year(today: date, ahead: int, length: int) -> None:
    first, last = today + timedelta(days=ahead), today + timedelta(days=ahead + length)
    span = ((first.isoformat(), last.isoformat()),)
    snoozed = parse_command(f"snooze until {first.day} {MONTHS[first.month - 1]}", ON, today)
    assert snoozed == replace(ON, snoozed_until=first.isoformat())
    words = f"holiday {first.day} {MONTHS[first.month - 1][:3]} - {last:%Y-%m-%d}"
    assert parse_command(words, ON, today) == replace(ON, holidays=span)


PIECES = st.sampled_from(
    [
        *(
            "on",
            "off",
            "snooze",
            "until",
            "holiday",
            "zone",
            "Europe/Lisbon",
            "workdays",
            "work",
            "-",
        ),
        *(
            "hours",
            "8:00",
            "25:99",
            "9",
            "to",
            "every",
            "second",
            "week",
            "Tuesday",
            "29 Feb",
            "May",
        ),
        *(
            "less",
            "often",
            ",",
            "2",
            "²",
            "no",
            "for",
            "999",
            "months",
            "2027-13-01",
            "UTC+1",
            "at",
        ),
        *(
            "noon",
            "the",
            "next",
            "and",
            "from",
            "Slack",
            "31.12.2027",
            "0",
            "am",
            "first",
            "workday",
        ),
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=9).map(" ".join) | st.text(max_size=80), DAYS)
def test_any_words_leave_valid_preferences(words: str, today: date) -> None:
    parse_weekly(words)
    wanted = parse_command(words, SET, today)
    if wanted is None:
        return
    assert 0 <= wanted.minute < 1440
    assert 0 <= wanted.opens < wanted.closes <= 1440
    assert wanted.workdays
    assert tuple(sorted(set(wanted.workdays))) == wanted.workdays
    assert 1 <= wanted.every <= 12
    assert not wanted.zone or find_zone(wanted.zone)
    assert all(date.fromisoformat(a) <= date.fromisoformat(b) for a, b in wanted.holidays)


def test_fitted_widens_only_what_is_too_narrow() -> None:
    assert fit_working_hours(ON) == ON
    assert fit_working_hours(replace(ON, weekday=6)).workdays == (*WORKWEEK, 6)
    assert fit_working_hours(replace(ON, minute=1439)).closes == 1440


@pytest.mark.parametrize("number, name", list(enumerate(WEEKDAYS)))
def test_every_weekday_has_its_short_forms(number: int, name: str) -> None:
    for word in (name, f"{name}s", name[:3], name[:3].title()):
        assert parse_weekly(f"weekly {word} 8:00") == (number, 480)
