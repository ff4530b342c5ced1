"""Convert local days and times to instants, whatever a zone's clock does. Pure.

Instants are seconds since 1970; minutes count from midnight on the wall clock.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400


@lru_cache(maxsize=1024)  # ZoneInfo itself keeps only the last eight
def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone with an IANA name, None if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder such as "Europe"
        return None


def local_time(at: float, zone: ZoneInfo) -> datetime:
    """Return the local date and time in the zone."""
    return datetime.fromtimestamp(at, zone)


def instant(day: date, minute: int, zone: ZoneInfo) -> float:
    """Return when the wall clock first shows that minute of that day.

    If the clock is set forward past it, the first instant after the gap.
    """
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    at = wall.replace(tzinfo=zone).timestamp()
    if local_time(at, zone).replace(tzinfo=None) == wall:
        return at
    return clock_change(last_instant(day, minute, zone), at, zone) or at


def last_instant(day: date, minute: int, zone: ZoneInfo) -> float:
    """Return when the wall clock last shows that minute: later than `instant` if it is set back.

    If the clock is set forward past it, an instant before the gap.
    """
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone, fold=1).timestamp()


def clock_change(after: float, upto: float, zone: ZoneInfo) -> float | None:
    """Return the instant in (after, upto] at which the clock was set forward or back, else None.

    Only for spans with at most one change, such as a day.
    """
    old = _offset(after, zone)
    if _offset(upto, zone) == old:
        return None
    low, high = int(after // 1), int(-(-upto // 1))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    return float(high)


def _offset(at: float, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset()
