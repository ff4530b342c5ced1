"""Decide when to send a nudge and when to check again. Pure.

A week has one regular time. If that is outside working hours, on a holiday, in do-not-disturb or
while the person is away, the next allowed hour of that week is used; a week without one is skipped.
Instants are seconds since 1970.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.coaching.dates.timezones import instant
from bot.coaching.learning.availability import Availability
from bot.coaching.learning.entries import Entry
from bot.coaching.nudges import explanations
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode
from bot.coaching.nudges.reminders import decide_reminder
from bot.coaching.nudges.schedule import Schedule, Send, Wait
from bot.coaching.nudges.weeks import (
    CLOSED_AFTER,
    HALVED_AFTER,
    WEEKS_AHEAD,
    Case,
    Week,
    allowed_weeks,
    week_of_nudge,
    week_times,
)
from bot.coaching.nudges.working_hours import HOUR, next_allowed_time, person_zone

__all__ = ["Send", "Wait", "count_ignored", "decide"]

LOOK_AHEAD = 26 * HOUR
"""Checking this long before the regular time notices when a person has moved east: from UTC-12 to
UTC+14 the time comes 26 hours sooner."""


def decide(
    schedule: Schedule,
    facts: Availability,
    sent: Sequence[Sent],
    history: Sequence[Entry],
    now: float,
    learners: int = 1,
) -> Send | Wait:
    """Return what is due now, or when to check again.

    ``sent`` is the ledger of the schedule's subject, ``history`` the person's log; both may be
    limited to the last year. ``learners`` is how many the workspace has: many are spread over an
    hour.
    """
    there = person_zone(schedule.preferences, facts.zone, schedule.zone)
    if schedule.kind is NudgeKind.REMINDER:
        return decide_reminder(schedule, facts, there, sent, now)
    if schedule.kind is NudgeKind.PROMPT:
        facts = Availability()  # a channel is never away, whoever set its prompts
    case = Case(schedule, facts, there, tuple(sent), 0, now, learners)
    case = replace(case, silent=_silent(case, history))
    if never := _never(case):
        return Wait(None, never)
    verdicts = (_in_week(case, start) for start in allowed_weeks(case))
    return next((verdict for verdict in verdicts if verdict), None) or _far(case)


def count_ignored(sent: Sequence[Sent], history: Sequence[Entry]) -> int:
    """Return how many of the latest weekly nudges in a row were ignored.

    A nudge counts if nobody touched it and the person has logged nothing since.
    """
    last_logged = max((entry.at for entry in history), default=float("-inf"))
    weekly = [line for line in sent if line.kind is NudgeKind.WEEKLY and not line.open]
    for count, line in enumerate(sorted(weekly, key=lambda line: line.at, reverse=True)):
        if line.touched_at is not None or line.at <= last_logged:
            return count
    return len(weekly)


def _silent(case: Case, history: Sequence[Entry]) -> int:
    """Return how many nudges were ignored since the settings changed, without this week's."""
    if case.kind is NudgeKind.PROMPT:
        return 0
    week, since = case.this_week.isoformat(), case.schedule.since
    past = (line for line in case.lines if since <= line.at <= case.now and line.period < week)
    return count_ignored(tuple(past), history)


def _never(case: Case) -> str:
    """Return why nothing will be sent at all, "" if something may be."""
    if case.facts.gone:
        return explanations.DEACTIVATED
    since = case.schedule.since
    closed = any(line.kind is NudgeKind.CLOSING and line.at >= since for line in case.lines)
    mode = Mode.STOPPED if closed else case.preferences.mode
    return "" if mode is Mode.ON else explanations.MODES[mode]


def _in_week(case: Case, start: date) -> Send | Wait | None:
    """Return what to do about that week, None if no time for a nudge is left in it."""
    times = week_times(case, start)
    if times is None:
        return None
    if case.now < times.due:
        return _wait(case, times.due, _reason(case))
    after = case.now + HOUR if case.facts.away else case.now
    quiet_until = case.facts.quiet_until
    open_at = next_allowed_time(case.preferences, case.zone, after, times.end, quiet_until)
    if open_at is None:
        return None
    return _wait(case, open_at, _hindrance(case)) if open_at > case.now else _send(case, times)


def _wait(case: Case, due: float, reason: str) -> Wait:
    follows = case.kind is NudgeKind.WEEKLY and not case.preferences.zone
    until = due - LOOK_AHEAD if follows and due - case.now > LOOK_AHEAD else due
    return Wait(
        until,
        explanations.join_sentences(reason, explanations.describe_next(case.kind, due, case.zone)),
        due,
    )


def _far(case: Case) -> Wait:
    """Handle holidays or a snooze of over a year, or no workday at all."""
    until = instant(case.this_week + timedelta(weeks=WEEKS_AHEAD), 0, case.zone)
    return Wait(until, explanations.join_sentences(_reason(case), explanations.NO_WORKING_HOUR))


def _reason(case: Case) -> str:
    """Return why the nudge isn't sent before its time."""
    came = any(week_of_nudge(case, line) == case.this_week for line in case.lines)
    return explanations.join_sentences(
        explanations.ALREADY_SENT[case.kind]
        if came
        else explanations.explain_break(case.preferences, case.today),
        explanations.explain_halved(case.silent) if case.silent >= HALVED_AFTER else "",
    )


def _hindrance(case: Case) -> str:
    if case.facts.away:
        return explanations.AWAY
    return explanations.QUIET if case.now < case.facts.quiet_until else explanations.OUTSIDE


def _send(case: Case, times: Week) -> Send:
    why = [explanations.describe_settings(case.kind, case.preferences, case.zone.key)]
    closing = case.silent >= CLOSED_AFTER
    if case.silent >= HALVED_AFTER:
        why.append(explanations.CLOSING if closing else explanations.explain_halved(case.silent))
    if case.now > times.due + HOUR or times.first > times.regular:
        why.append(explanations.explain_late(times.regular, case.zone))
    return Send(NudgeKind.CLOSING if closing else case.kind, times.start.isoformat(), tuple(why))
