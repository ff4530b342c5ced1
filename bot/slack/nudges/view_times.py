"""Days and hours as a nudge says them, in the receiver's zone. Pure.

``at`` is in seconds since 1970; ``zone`` an IANA name, UTC where there is no such zone.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import local, named


def short(at: float, zone: str) -> str:
    """For a button: "Tue 14:00"."""
    return f"{_there(at, zone):%a %H:%M}"


def hour(at: float, zone: str) -> str:
    """With the day in full: "Tuesday 14:00"."""
    return f"{_there(at, zone):%A %H:%M}"


def day(at: float, zone: str) -> str:
    """A day that may be weeks away: "Monday 7 December"."""
    when = _there(at, zone)
    return f"{when:%A} {when.day} {when:%B}"


def moment(at: float, zone: str) -> str:
    """Day and hour: "Monday 7 December at 10:00"."""
    return f"{day(at, zone)} at {_there(at, zone):%H:%M}"


def _there(at: float, zone: str) -> datetime:
    return local(at, named(zone) or ZoneInfo("UTC"))
