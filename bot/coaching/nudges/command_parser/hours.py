"""Parse working hours and days: "working hours 8:00-16:00", "workdays Sun-Thu". Pure."""

import re
from dataclasses import replace
from datetime import date

from bot.coaching.dates import times
from bot.coaching.dates.future_dates import WEEKDAY, weekday_number
from bot.coaching.nudges.preferences import WORKWEEK, Preferences

_HOURS = re.compile(
    r"(?:i\s+)?(?:(?:work(?:ing)?|office)\s+hours?|hours|work)\b[:\s]*(?:are\b|is\b|from\b|between\b|\s)*",
    re.I,
)
_DAYS = re.compile(
    r"(?:i\s+)?(?:work(?:ing)?\s*days?|days|work(?:ing)?(?:\s+on)?)\b[:\s]*(?:are\b|from\b|\s)*",
    re.I,
)
_DAY = re.compile(rf"{WEEKDAY}(?!\s*(?:at\b|@|\d))", re.I)
_TO = re.compile(r"\s*(?:-|–|—|to\b|till?\b|until\b|through\b)\s*", re.I)
_AND = re.compile(r"(?:\s*(?:,|&|\+|/|\band\b))*\s*", re.I)
_ALL = re.compile(r"(?:all\s+days|every\s+day)\b", re.I)
_WEEK = re.compile(r"(?:on\s+)?weekdays\b", re.I)


def parse_working_hours(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse working hours. A working day doesn't go past midnight."""
    opening = _HOURS.match(text)
    found = opening and times.parse_hours(text[opening.end() :])
    if not found:
        return None
    return replace(preferences, opens=found[0], closes=found[1]), found[2]


def parse_workdays(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse working days: ranges, lists, "weekdays", "every day"."""
    opening = _DAYS.match(text)
    rest = text[opening.end() :] if opening else ""
    if whole := _ALL.match(rest):
        return replace(preferences, workdays=tuple(range(7))), rest[whole.end() :]
    if week := _WEEK.match(rest or text):
        return replace(preferences, workdays=WORKWEEK), (rest or text)[week.end() :]
    days, rest = _days(rest)
    return (replace(preferences, workdays=tuple(sorted(days))), rest) if days else None


def _days(text: str) -> tuple[set[int], str]:
    """Return all weekdays at the start of a text, and the rest."""
    days: set[int] = set()
    rest = text
    while found := _DAY.match(rest):
        first = last = weekday_number(found["weekday"])
        text = rest = rest[found.end() :]
        joint = _TO.match(rest)
        if joint and (end := _DAY.match(rest[joint.end() :])):
            last = weekday_number(end["weekday"])
            text = rest = rest[joint.end() + end.end() :]
        days |= {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)}
        joint = _AND.match(rest)
        rest = rest[joint.end() :] if joint else rest
    return days, text
