"""Parse breaks from nudges: "snooze until 3 May", "holiday 24 Dec - 2 Jan". Pure."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.coaching.dates.future_dates import SPAN, add_span, parse_future_date
from bot.coaching.dates.past_dates import DAY, MONTH, parse_number
from bot.coaching.nudges.preferences import Mode, Preferences

MAX_DAYS_AHEAD = 2 * 366
"""Maximum days ahead at which a snooze or holiday may start or end."""
LOOK_BACK = 300
"""Days. A holiday that started this recently and isn't over is meant, not next year's."""

_SNOOZE = re.compile(
    r"(?:snooze|skip|sleep|hush|mute|pause|stop|off|quiet|nothing|no)(?:\s+(?:it|them|me|(?:the\s+|my\s+)?"
    r"nudg(?:es|ing)(?:\s+me)?))?\b\s*",
    re.I,
)
_UNTIL = re.compile(r"(?:until|till?|up\s+to)\s+(?:on\s+)?", re.I)
_FOR = re.compile(rf"(?:for\s+)?(?:the\s+next\s+)?{SPAN}", re.I)
_WEEK = re.compile(r"(?P<which>this|next|the\s+next)\s+week\b", re.I)
_BARE = re.compile(r"(?:snooze|skip)\b", re.I)
_HOLIDAY = re.compile(
    r"(?:i\s+am\s+|i['’]m\s+)?(?:on\s+|off\s+for\s+)?(?:holidays?|vacations?|leave|away|pto)\b[:\s]*"
    r"(?:(?:from|on)\b\s*)?",
    re.I,
)
_NO_HOLIDAYS = re.compile(
    r"(?:no|clear|remove|delete|forget)\s+(?:all\s+)?(?:my\s+)?holidays?\b", re.I
)
_TO = re.compile(r"\s*(?:-|–|—|to\b|until\b|till?\b|through\b)\s*", re.I)
_SAME_MONTH = re.compile(rf"(?P<first>\d{{1,2}})\s*(?:-|–|to)\s*{DAY}\s+{MONTH}", re.I)
_MONTH_FIRST = re.compile(rf"{MONTH}\s+{DAY}\s*(?:-|–|to)\s*(?P<last>\d{{1,2}})(?![\w:])", re.I)


def parse_snooze(
    text: str, preferences: Preferences, today: date
) -> tuple[Preferences, str] | None:
    """Parse a snooze: "until 3 May", "2 weeks", "next week"; alone it means a week.

    If nudges were paused, they resume when the snooze ends.
    """
    opening = _SNOOZE.match(text)
    found = opening and _snooze_end(text[opening.end() :], today)
    if not found and (bare := _BARE.match(text)):
        found = today + timedelta(weeks=1), text[bare.end() :]
    if not found or not 0 < (found[0] - today).days <= MAX_DAYS_AHEAD:
        return None
    mode = Mode.ON if preferences.mode is Mode.PAUSED else preferences.mode
    return replace(preferences, mode=mode, snoozed_until=found[0].isoformat()), found[1]


def _snooze_end(text: str, today: date) -> tuple[date, str] | None:
    """Return the first day after a snooze, and the rest of the text."""
    if until := _UNTIL.match(text):
        return parse_future_date(text[until.end() :], today)
    if span := _FOR.match(text):
        return add_span(today, parse_number(span["number"]), span["unit"]), text[span.end() :]
    if week := _WEEK.match(text):
        weeks = 1 if week["which"].lower() == "this" else 2
        return today + timedelta(days=7 * weeks - today.weekday()), text[week.end() :]
    return None


def parse_no_holidays(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse "no holidays": remove all of them."""
    found = _NO_HOLIDAYS.match(text)
    return found and (replace(preferences, holidays=()), text[found.end() :])


def parse_holiday(
    text: str, preferences: Preferences, today: date
) -> tuple[Preferences, str] | None:
    """Parse one more holiday, both days included: a day, a range, "next week", "until Friday"."""
    opening = _HOLIDAY.match(text)
    found = opening and _range(_repeat_month(text[opening.end() :]), today)
    if not found:
        return None
    first, last, rest = found
    if not first <= last or not today <= last or (last - today).days > MAX_DAYS_AHEAD:
        return None
    span = (first.isoformat(), last.isoformat())
    return replace(preferences, holidays=_merge((*preferences.holidays, span), today)), rest


def _repeat_month(text: str) -> str:
    """Repeat the month on both sides of "24-28 Dec" and "Dec 24-28"."""
    if found := _SAME_MONTH.match(text):
        return f"{found['first']} {found['month']} - {text[found.start('day') :]}"
    if found := _MONTH_FIRST.match(text):
        month = found["month"]
        return f"{month} {found['day']} - {month} {text[found.start('last') :]}"
    return text


def _range(text: str, today: date) -> tuple[date, date, str] | None:
    if until := _UNTIL.match(text):
        last = parse_future_date(text[until.end() :], today)
        return last and (today, *last)
    if week := _WEEK.match(text):
        later = 0 if week["which"].lower() == "this" else 7
        monday = today + timedelta(days=later - today.weekday())
        return monday, monday + timedelta(days=6), text[week.end() :]
    if span := _FOR.match(text):
        ends = add_span(today, parse_number(span["number"]), span["unit"]) - timedelta(days=1)
        return today, ends, text[span.end() :]
    current = _between(text, today, today - timedelta(days=LOOK_BACK))
    return current if current and current[1] >= today else _between(text, today, today)


def _between(text: str, today: date, floor: date) -> tuple[date, date, str] | None:
    first = parse_future_date(text, today, floor)
    if first is None:
        return None
    day, rest = first
    if span := re.match(rf"\s+for\s+{SPAN}", rest, re.I):
        ends = add_span(day, parse_number(span["number"]), span["unit"]) - timedelta(days=1)
        return day, ends, rest[span.end() :]
    joint = _TO.match(rest)
    last = joint and parse_future_date(rest[joint.end() :], day)
    if not last:
        return day, day, rest
    # "1 - 5 Feb 2028" starts in the year in which it ends.
    nearest = parse_future_date(text, today, last[0] - timedelta(days=364))
    return nearest and (nearest[0], *last)


def _merge(spans: tuple[tuple[str, str], ...], today: date) -> tuple[tuple[str, str], ...]:
    """Return the spans in order, without past ones, merging those that touch."""
    kept: list[tuple[str, str]] = []
    for first, last in sorted(spans):
        if last < today.isoformat():
            continue
        before = kept[-1] if kept else ("", "")
        if kept and date.fromisoformat(first) <= date.fromisoformat(before[1]) + timedelta(days=1):
            kept[-1] = (before[0], max(before[1], last))
        else:
            kept.append((first, last))
    return tuple(kept)
