"""Local days and times of day as instants, whatever a zone's clock does. Pure.

Instants are seconds since 1970; minutes count from midnight on the wall clock.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400


@lru_cache(maxsize=1024)  # ZoneInfo itself keeps only the last eight
def named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None for a name that there is not."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder such as "Europe"
        return None


def local(at: float, zone: ZoneInfo) -> datetime:
    """What calendar and clock show there."""
    return datetime.fromtimestamp(at, zone)


def instant(day: date, minute: int, zone: ZoneInfo) -> float:
    """When the wall clock first shows that minute of that day.

    Where the clock is put forward past it, the first instant after the gap.
    """
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    at = wall.replace(tzinfo=zone).timestamp()
    if local(at, zone).replace(tzinfo=None) == wall:
        return at
    return shift(again(day, minute, zone), at, zone) or at


def again(day: date, minute: int, zone: ZoneInfo) -> float:
    """When the wall clock last shows that minute of that day: later where it is put back past it.

    Where the clock is put forward past it, an instant before the gap.
    """
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone, fold=1).timestamp()


def shift(after: float, upto: float, zone: ZoneInfo) -> float | None:
    """The instant in (after, upto] at which the clock was put forward or back, else None.

    For spans in which that happens at most once, as within a day.
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
