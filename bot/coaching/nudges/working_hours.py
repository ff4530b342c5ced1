"""The hours in which the coach may come to a person, and the regular one of each week. Pure.

A person's week begins on Monday, or on the day after their weekend where that is Sunday or
Saturday. Instants are seconds since 1970, minutes count from midnight in the person's zone.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import chain, cycle
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import DAY, again, instant, local, named, shift
from bot.coaching.nudges.preferences import WORKWEEK, Preferences

AT_ONCE = 30
"""So many learners in a workspace need no spreading: a nudge comes on the minute."""
HOUR = 3600
SESSION = 20 * 60
"""How long a person plans to learn at a time, in seconds."""
PARTS = (0.6, 0.15, 0.8)
"""How far into the working day the slots lie: after lunch, in the morning, in the afternoon."""


def zone(preferences: Preferences, facts_zone: str, last_zone: str = "") -> ZoneInfo:
    """Where the person is: what they set, else what Slack says, else said last, else UTC."""
    names = (preferences.zone, facts_zone, last_zone)
    known = (found for name in names if (found := named(name)))
    return next(known, None) or ZoneInfo("UTC")


def period(now: float, zone: ZoneInfo, workdays: Sequence[int] = WORKWEEK) -> str:
    """The first day of the person's week, ISO 8601, which names the week."""
    return week_of(local(now, zone).date(), workdays).isoformat()


def week_of(day: date, workdays: Sequence[int]) -> date:
    """The first day of the week that ``day`` lies in."""
    first = 6 if 6 in workdays and 5 not in workdays else 5 if _saturday_first(workdays) else 0
    return day - timedelta(days=(day.weekday() - first) % 7)


def _saturday_first(workdays: Sequence[int]) -> bool:
    return {5, 6} <= set(workdays) and 4 not in workdays


def slot(preferences: Preferences, zone: ZoneInfo, period: str) -> float:
    """The regular time in the week that begins on the day ``period``.

    On the weekday they chose, else on the first workday that is no holiday.
    """
    weekday, minute = chosen(preferences)
    week = [date.fromisoformat(period) + timedelta(days=ahead) for ahead in range(7)]
    if weekday is None:
        days = [day for day in week if day.weekday() in preferences.workdays] or week
        day = next((day for day in days if not on_holiday(preferences, day)), days[0])
    else:
        day = next(day for day in week if day.weekday() == weekday)
    return instant(day, minute, zone)


def chosen(preferences: Preferences) -> tuple[int | None, int]:
    """The weekday and minute that hold: theirs, as far as they are working days and hours."""
    weekday = preferences.weekday if preferences.weekday in preferences.workdays else None
    minute = preferences.minute
    return weekday, minute if _open(preferences, minute) else preferences.opens


def on_holiday(preferences: Preferences, day: date) -> bool:
    """Whether the day lies in one of the person's holidays."""
    iso = day.isoformat()
    return any(first <= iso <= last for first, last in preferences.holidays)


def works(preferences: Preferences, day: date) -> bool:
    """Whether the person works on that day."""
    return day.weekday() in preferences.workdays and not on_holiday(preferences, day)


def _open(preferences: Preferences, minute: int) -> bool:
    return preferences.opens <= minute < preferences.closes


def allowed(preferences: Preferences, zone: ZoneInfo, now: float) -> bool:
    """Whether it is within the person's working hours now."""
    there = local(now, zone)
    return _open(preferences, there.hour * 60 + there.minute) and works(preferences, there.date())


def next_allowed(
    preferences: Preferences, zone: ZoneInfo, after: float, until: float, quiet_until: float = 0
) -> float | None:
    """The first instant from ``after`` on and before ``until`` at which the coach may come."""
    begin = max(after, quiet_until)
    instants = chain((begin,), _openings(preferences, zone, begin, until))
    return next((at for at in instants if at < until and allowed(preferences, zone, at)), None)


def _openings(
    preferences: Preferences, zone: ZoneInfo, begin: float, until: float
) -> Iterator[float]:
    """Rising instants: only there do allowed hours begin, that is when work begins or the clock is
    put forward or back."""
    while begin < until:
        end = begin + DAY
        day, last = local(begin, zone).date(), local(end, zone).date()
        found = {shift(begin, end, zone) or end}
        while day <= last:
            found |= {instant(day, preferences.opens, zone), again(day, preferences.opens, zone)}
            day += timedelta(days=1)
        yield from sorted(at for at in found if begin < at <= end)
        begin = end


def spread(subject: str, learners: int) -> float:
    """Seconds after the slot at which this subject's turn is, always the same for a subject.

    Up to an hour, so that a large workspace is spread over it; 0 where there are few learners.
    """
    if learners <= AT_ONCE:
        return 0.0
    digest = sha256(subject.encode("utf-8", "surrogatepass")).digest()
    return float(int.from_bytes(digest[:8], "big") % min(HOUR, learners))


def free_slots(
    preferences: Preferences, zone: ZoneInfo, now: float, limit: int = 3
) -> tuple[float, ...]:
    """Beginnings of 20 minutes to learn, soonest first: whole and half hours of working time.

    On different days, spread over the seven that begin today, and an hour from now or later.
    """
    today = local(now, zone).date()
    week = (today + timedelta(days=ahead) for ahead in range(7))
    days = [marks for day in week if (marks := _marks(preferences, zone, day, now + HOUR))]
    if len(days) > limit:
        days = [days[turn * (len(days) - 1) // max(1, limit - 1)] for turn in range(limit)]
    parts = zip(days, cycle(PARTS), strict=False)
    return tuple(marks[int(part * len(marks))] for marks, part in parts)


def _marks(preferences: Preferences, zone: ZoneInfo, day: date, after: float) -> list[float]:
    if not works(preferences, day):
        return []
    first = -(-preferences.opens // 30) * 30
    found = (instant(day, minute, zone) for minute in range(first, preferences.closes, 30))
    return [
        at
        for at in dict.fromkeys(found)  # all that a gap swallows fall on its end
        if at >= after
        and local(at, zone).date() == day
        and local(at, zone).minute % 30 == 0
        and allowed(preferences, zone, at)
        and allowed(preferences, zone, at + SESSION - 1)
    ]
