"""When a reminder of something planned goes out. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import DAY, instant, local
from bot.coaching.learning.availability import Facts
from bot.coaching.nudges import explanations
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule, Send, Wait
from bot.coaching.nudges.working_hours import HOUR, next_allowed, on_holiday, period

SILENT = frozenset({Mode.OFF, Mode.PAUSED})


def remind(
    schedule: Schedule, facts: Facts, zone: ZoneInfo, sent: Sequence[Sent], now: float
) -> Send | Wait:
    """Send at ``next_at``, the time the person chose, whatever their working hours are.

    In do-not-disturb or while away it waits within that day. An hour or more late it waits for
    working hours, and over a day late it is dropped: ``Wait(None)``. ``sent`` are its subject's
    lines of the ledger: one since the plan was made is this reminder, found after a crash.
    """
    due = schedule.next_at
    if due is None or facts.gone:
        return Wait(None, explanations.GONE if facts.gone else explanations.NO_REMINDER)
    if any(line.at >= schedule.since for line in sent):
        return Wait(None, explanations.COME[NudgeKind.REMINDER])
    if now < due:
        return Wait(due, explanations.REMINDER, due)
    if now - due > DAY:
        return Wait(None, explanations.PASSED)
    if facts.away or now < facts.quiet_until:
        return _undisturbed(facts, zone, now)
    open_at = now
    if now - due > HOUR:
        later = next_allowed(schedule.preferences, zone, now, due + DAY)
        if later is None:
            return Wait(None, explanations.PASSED)
        open_at = later
    if open_at > now:
        return Wait(open_at, explanations.OUTSIDE, open_at)
    week = period(now, zone, schedule.preferences.workdays)
    return Send(NudgeKind.REMINDER, week, (explanations.REMINDER,))


def still_wanted(reminder: Schedule, preferences: Preferences, zone: ZoneInfo) -> bool:
    """Whether a reminder fits what its person wants of nudges from now on.

    What they wanted when they set it does not count against it.
    """
    before, due = reminder.preferences, reminder.next_at
    silenced = preferences.mode in SILENT and before.mode not in SILENT
    unwanted = before.reminders and not preferences.reminders
    off = due is not None and on_holiday(preferences, local(due, zone).date())
    return not (silenced or unwanted or off)


def _undisturbed(facts: Facts, zone: ZoneInfo, now: float) -> Wait:
    again = max(facts.quiet_until, now + HOUR if facts.away else now)
    midnight = instant(local(now, zone).date() + timedelta(days=1), 0, zone)
    why = explanations.AWAY if facts.away else explanations.QUIET
    return Wait(again, why, again) if again < midnight else Wait(None, why)
