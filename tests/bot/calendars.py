"""Time zones with unusual clock changes, and a simple specification of when nudges may be sent."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.coaching.nudges.preferences import Mode, Preferences

ODD_NIGHTS = (
    ("Europe/Lisbon", "2027-03-28"),
    ("Europe/Berlin", "2027-10-31"),
    ("America/New_York", "2028-11-05"),
    ("Australia/Lord_Howe", "2027-04-04"),  # by half an hour
    ("Asia/Tehran", "2021-09-22"),  # at midnight
    ("Pacific/Apia", "2011-12-30"),  # a skipped day
    ("Pacific/Chatham", "2027-09-26"),  # at a quarter to three
    ("America/St_Johns", "2010-11-07"),  # one minute after midnight: Sunday turns into Saturday
    ("America/Santiago", "2026-09-06"),  # no midnight
    ("America/Havana", "2027-11-07"),  # midnight twice
    ("Africa/Casablanca", "2027-02-07"),
    ("Asia/Tokyo", "2028-02-29"),
    ("UTC", "2027-01-01"),
)


@st.composite
def moments(draw: st.DrawFn) -> tuple[ZoneInfo, float]:
    """Draw a zone and an instant, to the second, within days of an unusual clock change there."""
    name, night = draw(st.sampled_from(ODD_NIGHTS))
    middle = datetime.fromisoformat(night).replace(tzinfo=UTC).timestamp()
    return ZoneInfo(name), middle + draw(st.integers(-6 * 86_400, 3 * 86_400))


@st.composite
def preferences(draw: st.DrawFn) -> Preferences:
    """Draw preferences with any workdays and hours, on quarters of an hour."""
    opens = draw(st.integers(0, 92))
    holidays = draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 12)), max_size=3))
    night = date.fromisoformat(draw(st.sampled_from(ODD_NIGHTS))[1])
    return Preferences(
        mode=Mode.ON,
        weekday=draw(st.none() | st.integers(0, 6)),
        minute=draw(st.integers(0, 95)) * 15,
        workdays=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        opens=opens * 15,
        closes=draw(st.integers(opens + 1, 96)) * 15,
        holidays=tuple(
            ((first := night + timedelta(days=ahead - 5)).isoformat(), _later(first, days))
            for ahead, days in holidays
        ),
    )


def _later(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def wall(at: float, zone: ZoneInfo) -> datetime:
    """Return the local date and time, without a zone."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone).replace(tzinfo=None)


def at_work(wanted: Preferences, zone: ZoneInfo, at: float) -> bool:
    """Specification: on a workday that isn't a holiday, from opening to closing."""
    shown = wall(at, zone)
    day, minute = shown.date(), shown.hour * 60 + shown.minute
    off = any(
        date.fromisoformat(first) <= day <= date.fromisoformat(last)
        for first, last in wanted.holidays
    )
    return day.weekday() in wanted.workdays and not off and wanted.opens <= minute < wanted.closes


def minutes(after: float, until: float, step: int = 60) -> Iterator[float]:
    """Yield ``after``, then every full minute (or ``step`` seconds) before ``until``."""
    if after < until:
        yield after
    at = (after // step + 1) * step
    while at < until:
        yield at
        at += step


def first_day(wanted: Preferences, zone: ZoneInfo, at: float) -> date:
    """Specification: weeks start on Monday, or on the day after a Friday-Saturday weekend."""
    day = wall(at, zone).date()
    days = set(wanted.workdays)
    begins = 6 if 6 in days and 5 not in days else 5 if {5, 6} <= days and 4 not in days else 0
    while day.weekday() != begins:
        day -= timedelta(days=1)
    return day
