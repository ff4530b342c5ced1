"""When nudges do not come for a while: "snooze until 3 May", "holiday 24 Dec - 2 Jan". Pure."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.coaching.dates.future_dates import SPAN, after, ahead
from bot.coaching.dates.past_dates import DAY, MONTH, count
from bot.coaching.nudges.preferences import Mode, Preferences

FURTHEST = 2 * 366
"""Days ahead that a snooze or holiday may begin or end."""
LOOK_BACK = 300
"""Days: a holiday that began so lately and is not over is meant, rather than next year's."""

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


def snooze(text: str, preferences: Preferences, today: date) -> tuple[Preferences, str] | None:
    """Nothing before a day to come: "until 3 May", "2 weeks", "next week"; alone it is a week.

    Whoever paused gets nudges again from that day on.
    """
    said = _SNOOZE.match(text)
    found = said and _wakes(text[said.end() :], today)
    if not found and (bare := _BARE.match(text)):
        found = today + timedelta(weeks=1), text[bare.end() :]
    if not found or not 0 < (found[0] - today).days <= FURTHEST:
        return None
    mode = Mode.ON if preferences.mode is Mode.PAUSED else preferences.mode
    return replace(preferences, mode=mode, snoozed_until=found[0].isoformat()), found[1]


def _wakes(text: str, today: date) -> tuple[date, str] | None:
    """The first day after a snooze, and the rest of the text."""
    if until := _UNTIL.match(text):
        return ahead(text[until.end() :], today)
    if span := _FOR.match(text):
        return after(today, count(span["number"]), span["unit"]), text[span.end() :]
    if week := _WEEK.match(text):
        weeks = 1 if week["which"].lower() == "this" else 2
        return today + timedelta(days=7 * weeks - today.weekday()), text[week.end() :]
    return None


def no_holidays(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """All holidays are taken back."""
    found = _NO_HOLIDAYS.match(text)
    return found and (replace(preferences, holidays=()), text[found.end() :])


def holiday(text: str, preferences: Preferences, today: date) -> tuple[Preferences, str] | None:
    """One more holiday, both days included: a day, a range, "next week", "until Friday"."""
    said = _HOLIDAY.match(text)
    found = said and _range(_spelled(text[said.end() :]), today)
    if not found:
        return None
    first, last, rest = found
    if not first <= last or not today <= last or (last - today).days > FURTHEST:
        return None
    span = (first.isoformat(), last.isoformat())
    return replace(preferences, holidays=_merged((*preferences.holidays, span), today)), rest


def _spelled(text: str) -> str:
    """ "24-28 Dec" and "Dec 24-28" with the month on both sides."""
    if found := _SAME_MONTH.match(text):
        return f"{found['first']} {found['month']} - {text[found.start('day') :]}"
    if found := _MONTH_FIRST.match(text):
        month = found["month"]
        return f"{month} {found['day']} - {month} {text[found.start('last') :]}"
    return text


def _range(text: str, today: date) -> tuple[date, date, str] | None:
    if until := _UNTIL.match(text):
        last = ahead(text[until.end() :], today)
        return last and (today, *last)
    if week := _WEEK.match(text):
        later = 0 if week["which"].lower() == "this" else 7
        monday = today + timedelta(days=later - today.weekday())
        return monday, monday + timedelta(days=6), text[week.end() :]
    if span := _FOR.match(text):
        ends = after(today, count(span["number"]), span["unit"]) - timedelta(days=1)
        return today, ends, text[span.end() :]
    begun = _between(text, today, today - timedelta(days=LOOK_BACK))
    return begun if begun and begun[1] >= today else _between(text, today, today)


def _between(text: str, today: date, floor: date) -> tuple[date, date, str] | None:
    first = ahead(text, today, floor)
    if first is None:
        return None
    day, rest = first
    if span := re.match(rf"\s+for\s+{SPAN}", rest, re.I):
        ends = after(day, count(span["number"]), span["unit"]) - timedelta(days=1)
        return day, ends, rest[span.end() :]
    joint = _TO.match(rest)
    last = joint and ahead(rest[joint.end() :], day)
    if not last:
        return day, day, rest
    # "1 - 5 Feb 2028" begins in the year in which it ends.
    nearest = ahead(text, today, last[0] - timedelta(days=364))
    return nearest and (nearest[0], *last)


def _merged(spans: tuple[tuple[str, str], ...], today: date) -> tuple[tuple[str, str], ...]:
    """In order, those that are over left out, those that touch made one."""
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
