"""Formats times for nudges, in the person's time zone.

``at`` is in seconds since 1970; ``zone`` is an IANA name, and UTC is used for an unknown one.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import find_zone, local_time


def short(at: float, zone: str) -> str:
    """Format a time for a button: "Tue 14:00"."""
    return f"{_there(at, zone):%a %H:%M}"


def hour(at: float, zone: str) -> str:
    """Format a time within a week: "Tuesday 14:00"."""
    return f"{_there(at, zone):%A %H:%M}"


def day(at: float, zone: str) -> str:
    """Format a day that may be weeks away: "Monday 7 December"."""
    when = _there(at, zone)
    return f"{when:%A} {when.day} {when:%B}"


def moment(at: float, zone: str) -> str:
    """Format a day and time: "Monday 7 December at 10:00"."""
    return f"{day(at, zone)} at {_there(at, zone):%H:%M}"


def _there(at: float, zone: str) -> datetime:
    return local_time(at, find_zone(zone) or ZoneInfo("UTC"))
