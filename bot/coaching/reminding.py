"""When a reminder of something planned goes out. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.coaching import whys
from bot.coaching.hours import HOUR, next_allowed, on_holiday, period
from bot.coaching.local import DAY, instant, local
from bot.coaching.nudge import Facts, Kind, Sent
from bot.coaching.schedule import Schedule
from bot.coaching.verdict import Send, Wait
from bot.coaching.wishes import Mode, Preferences

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
        return Wait(None, whys.GONE if facts.gone else whys.NO_REMINDER)
    if any(line.at >= schedule.since for line in sent):
        return Wait(None, whys.COME[Kind.REMINDER])
    if now < due:
        return Wait(due, whys.REMINDER, due)
    if now - due > DAY:
        return Wait(None, whys.PASSED)
    if facts.away or now < facts.quiet_until:
        return _undisturbed(facts, zone, now)
    open_at = now
    if now - due > HOUR:
        later = next_allowed(schedule.preferences, zone, now, due + DAY)
        if later is None:
            return Wait(None, whys.PASSED)
        open_at = later
    if open_at > now:
        return Wait(open_at, whys.OUTSIDE, open_at)
    week = period(now, zone, schedule.preferences.workdays)
    return Send(Kind.REMINDER, week, (whys.REMINDER,))


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
    why = whys.AWAY if facts.away else whys.QUIET
    return Wait(again, why, again) if again < midnight else Wait(None, why)
