"""Decide when to send a reminder of a plan. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.coaching.dates.timezones import DAY, instant, local_time
from bot.coaching.learning.availability import Availability
from bot.coaching.nudges import explanations
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule, Send, Wait
from bot.coaching.nudges.working_hours import HOUR, is_on_holiday, next_allowed_time, period

SILENT = frozenset({Mode.OFF, Mode.PAUSED})


def decide_reminder(
    schedule: Schedule, facts: Availability, zone: ZoneInfo, sent: Sequence[Sent], now: float
) -> Send | Wait:
    """Send at ``next_at``, the time the person chose, whatever their working hours are.

    In do-not-disturb or while away it waits within that day. An hour or more late it waits for
    working hours, and over a day late it is dropped: ``Wait(None)``. ``sent`` are the subject's
    ledger entries: one since the plan was made is this reminder, sent before a crash.
    """
    due = schedule.next_at
    if due is None or facts.gone:
        return Wait(None, explanations.DEACTIVATED if facts.gone else explanations.NO_REMINDER)
    if any(line.at >= schedule.since for line in sent):
        return Wait(None, explanations.ALREADY_SENT[NudgeKind.REMINDER])
    if now < due:
        return Wait(due, explanations.REMINDER, due)
    if now - due > DAY:
        return Wait(None, explanations.TOO_LATE)
    if facts.away or now < facts.quiet_until:
        return _undisturbed(facts, zone, now)
    open_at = now
    if now - due > HOUR:
        later = next_allowed_time(schedule.preferences, zone, now, due + DAY)
        if later is None:
            return Wait(None, explanations.TOO_LATE)
        open_at = later
    if open_at > now:
        return Wait(open_at, explanations.OUTSIDE, open_at)
    week = period(now, zone, schedule.preferences.workdays)
    return Send(NudgeKind.REMINDER, week, (explanations.REMINDER,))


def is_still_wanted(reminder: Schedule, preferences: Preferences, zone: ZoneInfo) -> bool:
    """Whether a reminder still fits the person's current preferences.

    What they already had set when they asked for it doesn't count against it.
    """
    before, due = reminder.preferences, reminder.next_at
    silenced = preferences.mode in SILENT and before.mode not in SILENT
    unwanted = before.reminders and not preferences.reminders
    off = due is not None and is_on_holiday(preferences, local_time(due, zone).date())
    return not (silenced or unwanted or off)


def _undisturbed(facts: Availability, zone: ZoneInfo, now: float) -> Wait:
    again = max(facts.quiet_until, now + HOUR if facts.away else now)
    midnight = instant(local_time(now, zone).date() + timedelta(days=1), 0, zone)
    why = explanations.AWAY if facts.away else explanations.QUIET
    return Wait(again, why, again) if again < midnight else Wait(None, why)
