"""The hours in which nudges may be sent, and the regular time of each week. Pure.

A person's week starts on Monday, or on the day after their weekend if that is Sunday or Saturday.
Instants are seconds since 1970; minutes count from midnight in the person's zone.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import chain, cycle
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import (
    DAY,
    clock_change,
    find_zone,
    instant,
    last_instant,
    local_time,
)
from bot.coaching.nudges.preferences import WORKWEEK, Preferences

UNSPREAD_LEARNERS = 30
"""Up to this many learners in a workspace, nudges are not spread: they come on the minute."""
HOUR = 3600
SESSION = 20 * 60
"""Length of a planned learning session, in seconds."""
SLOT_POSITIONS = (0.6, 0.15, 0.8)
"""Where in the working day the slots are: after lunch, in the morning, in the afternoon."""


def person_zone(preferences: Preferences, facts_zone: str, last_zone: str = "") -> ZoneInfo:
    """Return the person's zone: their setting, else Slack's, else the last known one, else UTC."""
    names = (preferences.zone, facts_zone, last_zone)
    known = (found for name in names if (found := find_zone(name)))
    return next(known, None) or ZoneInfo("UTC")


def period(now: float, zone: ZoneInfo, workdays: Sequence[int] = WORKWEEK) -> str:
    """Return the first day of the person's current week, ISO 8601; it identifies the week."""
    return week_start(local_time(now, zone).date(), workdays).isoformat()


def week_start(day: date, workdays: Sequence[int]) -> date:
    """Return the first day of the week of ``day``."""
    first = 6 if 6 in workdays and 5 not in workdays else 5 if _saturday_first(workdays) else 0
    return day - timedelta(days=(day.weekday() - first) % 7)


def _saturday_first(workdays: Sequence[int]) -> bool:
    return {5, 6} <= set(workdays) and 4 not in workdays


def regular_time(preferences: Preferences, zone: ZoneInfo, period: str) -> float:
    """Return the regular time in the week that starts on the day ``period``.

    On the weekday they chose, else on the first workday that isn't a holiday.
    """
    weekday, minute = regular_slot(preferences)
    week = [date.fromisoformat(period) + timedelta(days=ahead) for ahead in range(7)]
    if weekday is None:
        days = [day for day in week if day.weekday() in preferences.workdays] or week
        day = next((day for day in days if not is_on_holiday(preferences, day)), days[0])
    else:
        day = next(day for day in week if day.weekday() == weekday)
    return instant(day, minute, zone)


def regular_slot(preferences: Preferences) -> tuple[int | None, int]:
    """Return the weekday and minute in effect: theirs, if within working days and hours."""
    weekday = preferences.weekday if preferences.weekday in preferences.workdays else None
    minute = preferences.minute
    return weekday, minute if _open(preferences, minute) else preferences.opens


def is_on_holiday(preferences: Preferences, day: date) -> bool:
    """Whether the day is in one of the person's holidays."""
    iso = day.isoformat()
    return any(first <= iso <= last for first, last in preferences.holidays)


def is_workday(preferences: Preferences, day: date) -> bool:
    """Whether the person works on that day."""
    return day.weekday() in preferences.workdays and not is_on_holiday(preferences, day)


def _open(preferences: Preferences, minute: int) -> bool:
    return preferences.opens <= minute < preferences.closes


def is_allowed(preferences: Preferences, zone: ZoneInfo, now: float) -> bool:
    """Whether it is within the person's working hours now."""
    there = local_time(now, zone)
    return _open(preferences, there.hour * 60 + there.minute) and is_workday(
        preferences, there.date()
    )


def next_allowed_time(
    preferences: Preferences, zone: ZoneInfo, after: float, until: float, quiet_until: float = 0
) -> float | None:
    """Return the first allowed instant from ``after`` on and before ``until``, if any."""
    begin = max(after, quiet_until)
    instants = chain((begin,), _openings(preferences, zone, begin, until))
    return next((at for at in instants if at < until and is_allowed(preferences, zone, at)), None)


def _openings(
    preferences: Preferences, zone: ZoneInfo, begin: float, until: float
) -> Iterator[float]:
    """Yield the only instants at which allowed hours can start: work starts, or a clock change."""
    while begin < until:
        end = begin + DAY
        day, last = local_time(begin, zone).date(), local_time(end, zone).date()
        found = {clock_change(begin, end, zone) or end}
        while day <= last:
            found |= {
                instant(day, preferences.opens, zone),
                last_instant(day, preferences.opens, zone),
            }
            day += timedelta(days=1)
        yield from sorted(at for at in found if begin < at <= end)
        begin = end


def spread_offset(subject: str, learners: int) -> float:
    """Return how many seconds after the slot this subject's turn is, always the same for a subject.

    At most an hour, to spread a large workspace; 0 if there are few learners.
    """
    if learners <= UNSPREAD_LEARNERS:
        return 0.0
    digest = sha256(subject.encode("utf-8", "surrogatepass")).digest()
    return float(int.from_bytes(digest[:8], "big") % min(HOUR, learners))


def free_slots(
    preferences: Preferences, zone: ZoneInfo, now: float, limit: int = 3
) -> tuple[float, ...]:
    """Return the starts of free 20-minute slots, soonest first, on full and half working hours.

    On different days, spread over the seven that start today, at least an hour from now.
    """
    today = local_time(now, zone).date()
    week = (today + timedelta(days=ahead) for ahead in range(7))
    days = [marks for day in week if (marks := _marks(preferences, zone, day, now + HOUR))]
    if len(days) > limit:
        days = [days[turn * (len(days) - 1) // max(1, limit - 1)] for turn in range(limit)]
    parts = zip(days, cycle(SLOT_POSITIONS), strict=False)
    return tuple(marks[int(part * len(marks))] for marks, part in parts)


def _marks(preferences: Preferences, zone: ZoneInfo, day: date, after: float) -> list[float]:
    if not is_workday(preferences, day):
        return []
    first = -(-preferences.opens // 30) * 30
    found = (instant(day, minute, zone) for minute in range(first, preferences.closes, 30))
    return [
        at
        for at in dict.fromkeys(found)  # times skipped by a clock change become its end
        if at >= after
        and local_time(at, zone).date() == day
        and local_time(at, zone).minute % 30 == 0
        and is_allowed(preferences, zone, at)
        and is_allowed(preferences, zone, at + SESSION - 1)
    ]
