"""Parse past dates as people write them: "yesterday", "last Friday", "2 weeks ago". Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "a couple of": 2, "a few": 3}
YEARS_BACK = 8
"""From one 29 February to the one before there are at most this many years."""

MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
"""``Sept``, ``march``, ``Dec.``"""
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
"""``3``, ``3rd``, ``21st``"""
YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
"""``, 2026``, or nothing"""
_FULL_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_SHORT = ("mon", "tue", "wed", "thu", "fri")
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))

_AMBIGUOUS = "“{words}” can be {one} or {two}."
_AHEAD = "“{words}” is still ahead."
_IMPOSSIBLE = "I don't know a day “{words}”."

PastDateReader = Callable[[re.Match[str], date], date | None]


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day in a text, from ``start`` to ``end``: ISO 8601, or "" and what is wrong with it."""

    start: int
    end: int
    day: str
    problem: str = ""


def find_days(text: str, today: date) -> tuple[DayMention, ...]:
    """Return the days that a text names, in order, without overlaps.

    An impossible, ambiguous or future day has a ``problem``, which is a sentence for the person.
    """
    found: list[DayMention] = []

    def free(match: re.Match[str]) -> bool:
        return all(match.end() <= m.start or match.start() >= m.end for m in found)

    for pattern, read in (*READERS, *_LATE_READERS):
        for match in pattern.finditer(text):
            if not free(match) or _COMING.search(text[: match.start()]):
                continue
            on = _tried(read, match, today)
            if on is not None and on <= today:
                found.append(DayMention(match.start(), match.end(), on.isoformat()))
            elif read in _EXACT:
                words = match[0].strip()
                why = _AHEAD if on is not None else _IMPOSSIBLE
                found.append(DayMention(match.start(), match.end(), "", why.format(words=words)))
    found += [_slashed(match, today) for match in _SLASHED.finditer(text) if free(match)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _slashed(found: re.Match[str], today: date) -> DayMention:
    """Read "18/02" or "3/11/2026": day and month in either order, if only one is possible."""
    first, second = int(found["first"]), int(found["second"])
    year = int(found["year"] or 0)
    year = year + 2000 if 0 < year < 100 else year
    days = {d for d in (_on(year, second, first, today), _on(year, first, second, today)) if d}
    start, end, words = found.start(), found.end(), found[0].strip()
    past = sorted(d for d in days if d <= today)
    if len(past) == 1:
        return DayMention(start, end, past[0].isoformat())
    if len(past) == 2:
        one, two = (f"{d.day} {MONTHS[d.month - 1].capitalize()}" for d in past)
        return DayMention(start, end, "", _AMBIGUOUS.format(words=words, one=one, two=two))
    return DayMention(start, end, "", (_AHEAD if days else _IMPOSSIBLE).format(words=words))


def _on(year: int, month: int, day: int, today: date) -> date | None:
    try:
        return date(year, month, day) if year else _latest(month, day, today)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """Return the month, 1 for January, of a word that ``MONTH`` matches."""
    return [month[:3] for month in MONTHS].index(name[:3].lower()) + 1


def parse_number(number: str) -> int:
    """Return the number for digits or a phrase that ``NUMBER`` matches."""
    words = " ".join(number.lower().split())
    return NUMBERS[words] if words in NUMBERS else int(words)


def _tried(read: PastDateReader, found: re.Match[str], today: date) -> date | None:
    try:
        return read(found, today)
    except (ValueError, OverflowError):  # e.g. 31 February
        return None


def _back(days: int) -> PastDateReader:
    return lambda _found, today: today - timedelta(days=days)


def _iso(found: re.Match[str], _today: date) -> date:
    return date(int(found["year"]), int(found["number"]), int(found["day"]))


def _named(found: re.Match[str], today: date) -> date | None:
    month, day = month_number(found["month"]), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    return _latest(month, day, today)


def _latest(month: int, day: int, today: date) -> date | None:
    """Return the latest such date up to today; for 29 February it may be years back."""
    for year in range(today.year, today.year - YEARS_BACK - 1, -1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on <= today:
            return on
    return None


def _ago(found: re.Match[str], today: date) -> date:
    number = parse_number(found["number"])
    unit = found["unit"].lower()
    if unit in ("day", "week"):
        return today - timedelta(days=number * (7 if unit == "week" else 1))
    return _months_back(today, number * (12 if unit == "year" else 1))


def _months_back(today: date, months: int) -> date:
    """Return the same day so many months earlier, or that month's last day."""
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in range(today.day, 27, -1):
        try:
            return date(years, month + 1, day)
        except ValueError:
            continue
    return date(years, month + 1, min(today.day, 28))


def _weekday(found: re.Match[str], today: date) -> date:
    """Return the last such day before today; today itself only without "last"."""
    behind = (today.weekday() - WEEKDAYS.index(found["weekday"].lower())) % 7
    past = (found["which"] or "").lower() in ("last", "past")
    return today - timedelta(days=7 if past and not behind else behind)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-]){words}(?![\w/-])", re.I)


READERS: tuple[tuple[re.Pattern[str], PastDateReader], ...] = (
    (_pattern(r"(?:on\s+)?(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"), _iso),
    (_pattern(r"(?:on\s+)?(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})"), _iso),
    (_pattern(rf"(?:on\s+)?(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}{YEAR}"), _named),
    (_pattern(rf"(?:on\s+)?{MONTH}\s+(?:the\s+)?{DAY}{YEAR}"), _named),
    (
        _pattern(
            rf"(?:about\s+)?(?P<number>\d{{1,4}}|{NUMBER})\s+(?P<unit>day|week|month|year)s?\s+ago"
        ),
        _ago,
    ),
    (_pattern(r"(?:the\s+)?day\s+before\s+yesterday"), _back(2)),
    (_pattern(r"(?:yesterday(?:\s+(?:morning|afternoon|evening|night))?|last\s+night)"), _back(1)),
    (_pattern(r"(?:earlier\s+)?(?:today|this\s+(?:morning|afternoon|evening)|tonight)"), _back(0)),
    (_pattern(rf"(?:(?:on\s+)?(?P<which>last|past|this)|on)\s+{_WEEKDAY}"), _weekday),
    (re.compile(rf"(?:^(?P<which>)|[,;]\s*){_WEEKDAY}(?=[\s,.!]|$)", re.I), _weekday),
    (re.compile(rf"(?<=\s)(?P<which>){_WEEKDAY}(?=\s*(?:[,;.!]|$))", re.I), _weekday),
    (_pattern(r"(?:the\s+)?last\s+week"), _back(7)),
    (_pattern(r"last\s+month"), lambda _found, today: _months_back(today, 1)),
    (_pattern(r"last\s+year"), lambda _found, today: _months_back(today, 12)),
)


def _month(found: re.Match[str], today: date) -> date | None:
    """Return the first day of the latest such month."""
    return _latest(month_number(found["month"]), 1, today)


_LATE_READERS: tuple[tuple[re.Pattern[str], PastDateReader], ...] = (
    (_pattern(r"(?P<year>20\d{2})(?P<number>[01]\d)(?P<day>[0-3]\d)"), _iso),
    (
        _pattern(r"(?:on\s+)?(?P<which>)(?P<weekday>mon|tues?|wed|thurs?|fri)(?=\s*(?:[,.!:-]|$))"),
        lambda found, today: (
            today
            - timedelta(days=(today.weekday() - _SHORT.index(found["weekday"][:3].lower())) % 7)
        ),
    ),
    (_pattern(rf"in\s+(?:early\s+|late\s+|mid\s+)?{_FULL_MONTH}"), _month),
)
"""Shapes that are only read in reports: "20261116", "wed:", "in March"."""
_EXACT = frozenset({_iso, _named})
_COMING = re.compile(r"\b(?:next|coming|until|till|by)\s+$", re.I)
"""``next Monday``: not a day in the past"""
_SLASHED = re.compile(
    r"(?<![\w/.-])(?:on\s+)?(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\w/]|\s*of\b)",
    re.I,
)
"""``18/02``, ``3/11/2026``; not ``3/4 of``"""
