"""The weeks of one schedule: their times, and which of them may have a nudge. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import DAY, instant, local
from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import (
    HOUR,
    allowed,
    chosen,
    next_allowed,
    slot,
    spread,
    week_of,
)

HALVED_AFTER = 2
CLOSED_AFTER = 4
"""So many nudges in a row without an answer, and they come half as often, and stop."""
WEEKS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Case:
    """All that one look takes into account. ``silent`` nudges in a row had no answer."""

    schedule: Schedule
    facts: Facts
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
        return local(self.now, self.zone).date()

    @property
    def this_week(self) -> date:
        """Its first day."""
        return week_of(self.today, self.preferences.workdays)

    @property
    def every(self) -> int:
        """Weeks from one nudge to the next."""
        return max(1, self.preferences.every) * (2 if self.silent >= HALVED_AFTER else 1)


def weeks(case: Case) -> Iterator[date]:
    """The first days of the weeks that may have a nudge, this week's first."""
    taken = [taken_by(case, line) for line in case.lines if not _strange(case, line)]
    strange = {taken_by(case, line) for line in case.lines if _strange(case, line)}
    first = case.this_week
    if taken:
        first = max(first, max(taken) + timedelta(weeks=case.every))
    ahead = (first + timedelta(weeks=number) for number in range(WEEKS_AHEAD))
    return (start for start in ahead if start not in strange)


def taken_by(case: Case, line: Sent) -> date:
    """The week that a sent nudge stands for, also where the person has moved since.

    Sending may take a while: in the first hour of a week it can still be the last one's.
    """
    day = max(date.fromisoformat(line.period), local(line.at - HOUR, case.zone).date())
    return week_of(day, case.preferences.workdays)


def _strange(case: Case, line: Sent) -> bool:
    """Sent in the future, while the clock stood wrong: that takes its own week and no other."""
    return line.at > case.now + DAY


@dataclass(frozen=True, slots=True)
class Week:
    """One week's times. ``first`` is the first allowed instant from ``regular`` on, ``due`` this
    subject's turn after it; the week is over at ``end``."""

    start: date
    regular: float
    first: float
    due: float
    end: float


def week(case: Case, start: date) -> Week | None:
    """The times of the week that begins on the day ``start``.

    None where all of it from the regular time on is off, or the regular time was over when the
    settings were made.
    """
    end = instant(start + timedelta(days=7), 0, case.zone)
    regular = _regular(case, start)
    first = next_allowed(case.preferences, case.zone, regular, end)
    if first is None or regular < _since(case):
        return None
    turn = first + spread(case.schedule.subject, case.learners)
    fits = turn < end and allowed(case.preferences, case.zone, turn)
    return Week(start, regular, first, turn if fits else first, end)


def _regular(case: Case, start: date) -> float:
    """The slot, or the same hour of the day on which a snooze ends."""
    regular = slot(case.preferences, case.zone, start.isoformat())
    if not case.preferences.snoozed_until:
        return regular
    wakes = date.fromisoformat(case.preferences.snoozed_until)
    return max(regular, instant(wakes, chosen(case.preferences)[1], case.zone))


def _since(case: Case) -> float:
    """When the settings were made; made in the future, while the clock stood wrong, they hold."""
    since = case.schedule.since
    return since if since <= case.now + DAY else 0
