"""Parse future dates as people write them: "3 May", "Friday", "in two weeks". Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.coaching.dates.past_dates import DAY, MONTH, NUMBER, YEAR, month_number, parse_number

WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?s?\b\.?"
"""``Tue``, ``tuesdays``, ``thurs.``"""
SPAN = rf"(?P<number>\d{{1,3}}|{NUMBER})\s+(?P<unit>day|week|month)s?\b"
"""``3 weeks``, ``a day``, ``two months``"""
YEARS_AHEAD = 8
"""From one 29 February to the next there are at most this many years."""
_PREFIXES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

FutureDateReader = Callable[[re.Match[str], date, date], date | None]


def parse_future_date(text: str, today: date, floor: date | None = None) -> tuple[date, str] | None:
    """Return the date at the start of a text and the rest of the text, None if there is none.

    A date without a year is the first such date from ``floor`` on (default: ``today``). Everything
    else is relative to ``today``.
    """
    for pattern, read in READERS:
        found = pattern.match(text)
        if found is None:
            continue
        try:
            day = read(found, today, floor or today)
        except (ValueError, OverflowError):  # e.g. 31 February
            day = None
        if day is not None:
            return day, text[found.end() :]
    return None


def weekday_number(word: str) -> int:
    """Return the weekday, 0 for Monday, of a word that ``WEEKDAY`` matches."""
    return _PREFIXES.index(word[:3].lower())


def add_span(day: date, number: int, unit: str) -> date:
    """Return the date a number of days, weeks or months later, or that month's last day.

    Raises:
        ValueError, OverflowError: the date is beyond the calendar's end.
    """
    if unit.lower() != "month":
        return day + timedelta(days=number * (7 if unit.lower() == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(1))


def _iso(found: re.Match[str], _today: date, _floor: date) -> date:
    return date(int(found["year"]), int(found["number"]), int(found["day"]))


def _named(found: re.Match[str], _today: date, floor: date) -> date | None:
    month = month_number(found["month"])
    day = int(found["day"]) if "day" in found.groupdict() else 1
    if found["year"]:
        return date(int(found["year"]), month, day)
    for year in range(floor.year, floor.year + YEARS_AHEAD + 1):
        try:
            on = date(year, month, day)
        except ValueError:  # 29 February in most years
            continue
        if on >= floor:
            return on
    return None


def _weekday(found: re.Match[str], today: date, _floor: date) -> date:
    away = (weekday_number(found["weekday"]) - today.weekday()) % 7
    return today + timedelta(days=away or 7)


def _span(found: re.Match[str], today: date, _floor: date) -> date:
    return add_span(today, parse_number(found["number"]), found["unit"])


def _next(found: re.Match[str], today: date, _floor: date) -> date:
    if found["unit"].lower() == "week":
        return today + timedelta(days=7 - today.weekday())
    return add_span(today.replace(day=1), 1, "month")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})(?!\w)", re.I)


READERS: tuple[tuple[re.Pattern[str], FutureDateReader], ...] = (
    (_pattern(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"), _iso),
    (_pattern(r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})"), _iso),
    (_pattern(rf"(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}{YEAR}"), _named),
    (_pattern(rf"{MONTH}\s+(?:the\s+)?{DAY}{YEAR}"), _named),
    (_pattern(rf"(?:the\s+beginning\s+of\s+)?{MONTH}(?:\s+(?P<year>\d{{4}}))?"), _named),
    (_pattern(rf"(?:on\s+|next\s+|this\s+)?{WEEKDAY}"), _weekday),
    (_pattern(r"next\s+(?P<unit>week|month)"), _next),
    (_pattern(rf"in\s+{SPAN}"), _span),
    (_pattern(r"tomorrow"), lambda _found, today, _floor: today + timedelta(days=1)),
    (_pattern(r"today|now"), lambda _found, today, _floor: today),
)
