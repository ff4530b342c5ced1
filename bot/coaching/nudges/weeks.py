"""The weeks of one schedule: their times, and which of them may have a nudge. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import DAY, instant, local_time
from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import (
    HOUR,
    is_allowed,
    next_allowed_time,
    regular_slot,
    regular_time,
    spread_offset,
    week_start,
)

HALVED_AFTER = 2
CLOSED_AFTER = 4
"""After this many unanswered nudges in a row they come half as often, and then stop."""
WEEKS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one check takes into account. ``silent`` counts nudges ignored in a row."""

    schedule: Schedule
    facts: Availability
    zone: ZoneInfo
    lines: tuple[Sent, ...]
    silent: int
    now: float
    learners: int

    @property
    def preferences(self) -> Preferences:
        return self.schedule.preferences

    @property
    def kind(self) -> NudgeKind:
        return self.schedule.kind

    @property
    def today(self) -> date:
        return local_time(self.now, self.zone).date()

    @property
    def this_week(self) -> date:
        """The first day of this week."""
        return week_start(self.today, self.preferences.workdays)

    @property
    def every(self) -> int:
        """Weeks from one nudge to the next."""
        return max(1, self.preferences.every) * (2 if self.silent >= HALVED_AFTER else 1)


def allowed_weeks(case: Case) -> Iterator[date]:
    """Return the first days of the weeks that may have a nudge, this week first."""
    used = [week_of_nudge(case, line) for line in case.lines if not _is_future(case, line)]
    future = {week_of_nudge(case, line) for line in case.lines if _is_future(case, line)}
    first = case.this_week
    if used:
        first = max(first, max(used) + timedelta(weeks=case.every))
    ahead = (first + timedelta(weeks=number) for number in range(WEEKS_AHEAD))
    return (start for start in ahead if start not in future)


def week_of_nudge(case: Case, line: Sent) -> date:
    """Return the week that a sent nudge counts for, even if the person has moved since.

    Sending may take a while: in the first hour of a week it can still count for the previous one.
    """
    day = max(date.fromisoformat(line.period), local_time(line.at - HOUR, case.zone).date())
    return week_start(day, case.preferences.workdays)


def _is_future(case: Case, line: Sent) -> bool:
    """Whether it was sent in the future, by a wrong clock: it only counts for its own week."""
    return line.at > case.now + DAY


@dataclass(frozen=True, slots=True)
class Week:
    """The times of one week.

    ``first`` is the first allowed instant from ``regular`` on; ``due`` is this subject's turn after
    it; the week ends at ``end``.
    """

    start: date
    regular: float
    first: float
    due: float
    end: float


def week_times(case: Case, start: date) -> Week | None:
    """Return the times of the week that starts on the day ``start``.

    None if nothing from the regular time on is allowed, or the regular time was already past when
    the settings changed.
    """
    end = instant(start + timedelta(days=7), 0, case.zone)
    regular = _regular(case, start)
    first = next_allowed_time(case.preferences, case.zone, regular, end)
    if first is None or regular < _since(case):
        return None
    turn = first + spread_offset(case.schedule.subject, case.learners)
    fits = turn < end and is_allowed(case.preferences, case.zone, turn)
    return Week(start, regular, first, turn if fits else first, end)


def _regular(case: Case, start: date) -> float:
    """Return the regular time, or the same hour on the day a snooze ends."""
    regular = regular_time(case.preferences, case.zone, start.isoformat())
    if not case.preferences.snoozed_until:
        return regular
    wakes = date.fromisoformat(case.preferences.snoozed_until)
    return max(regular, instant(wakes, regular_slot(case.preferences)[1], case.zone))


def _since(case: Case) -> float:
    """Return when the settings changed; 0 if that is in the future, by a wrong clock."""
    since = case.schedule.since
    return since if since <= case.now + DAY else 0
