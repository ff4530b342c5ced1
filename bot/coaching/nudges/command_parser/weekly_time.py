"""Parse the regular day and time: "Tuesday 10:00", "the first workday at 9", "at 10:30". Pure."""

import re
from dataclasses import replace
from datetime import date

from bot.coaching.dates.future_dates import WEEKDAY, weekday_number
from bot.coaching.dates.times import END_OF_DAY, parse_time_of_day
from bot.coaching.nudges.preferences import Mode, Preferences

_DAY = re.compile(rf"(?:on\s+)?{WEEKDAY}", re.I)
_FIRST = re.compile(
    r"(?:on\s+)?(?:the\s+)?first\s+work(?:ing\s+)?day(?:\s+of\s+(?:the|each)\s+week)?", re.I
)
_AT = re.compile(r"[\s,]*(?:at\b|@)?\s*", re.I)


def parse_weekday(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse a weekday, with or without a time."""
    found = _DAY.match(text)
    if found is None:
        return None
    day = weekday_number(found["weekday"])
    return _timed(text[found.end() :], replace(preferences, weekday=day))


def parse_first_workday(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse "the first workday of the week", with or without a time."""
    found = _FIRST.match(text)
    return found and _timed(text[found.end() :], replace(preferences, weekday=None))


def parse_time(text: str, preferences: Preferences, _today: date) -> tuple[Preferences, str] | None:
    """Parse a time alone; a number alone needs "at" before it."""
    opening = re.match(r"(?:at\b|@)\s*", text, re.I)
    return _with(
        parse_time_of_day(text[opening.end() :] if opening else text, bare=bool(opening)),
        preferences,
    )


def _timed(rest: str, preferences: Preferences) -> tuple[Preferences, str]:
    gap = _AT.match(rest)
    at = parse_time_of_day(rest[gap.end() :] if gap else rest)
    return _with(at, preferences) or (_on(preferences), rest)


def _with(at: tuple[int, str] | None, preferences: Preferences) -> tuple[Preferences, str] | None:
    if at is None or at[0] >= END_OF_DAY:
        return None
    return _on(replace(preferences, minute=at[0])), at[1]


def _on(preferences: Preferences) -> Preferences:
    return fit_working_hours(replace(preferences, mode=Mode.ON))


def fit_working_hours(preferences: Preferences) -> Preferences:
    """Return preferences whose workdays and hours include the day and time the person chose."""
    days = {*preferences.workdays, preferences.weekday} - {None}
    closes = preferences.closes
    if preferences.minute >= closes:
        closes = min(END_OF_DAY, preferences.minute + 60)
    return replace(
        preferences,
        workdays=tuple(day for day in range(7) if day in days),
        opens=min(preferences.opens, preferences.minute),
        closes=closes,
    )
