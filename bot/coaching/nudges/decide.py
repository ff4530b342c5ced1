"""When the coach's own clock speaks: whatever changes, the next look is what `decide` says. Pure.

A week has one regular time. Where that falls outside the person's working hours, on their holiday,
into do-not-disturb or while they are away, it is the next allowed hour of that week; a week without
one is skipped. Instants are seconds since 1970.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.coaching.dates.timezones import instant
from bot.coaching.learning.availability import Facts
from bot.coaching.learning.entries import Entry
from bot.coaching.nudges import explanations
from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode
from bot.coaching.nudges.reminders import remind
from bot.coaching.nudges.schedule import Schedule, Send, Wait
from bot.coaching.nudges.weeks import (
    CLOSED_AFTER,
    HALVED_AFTER,
    WEEKS_AHEAD,
    Case,
    Week,
    taken_by,
    week,
    weeks,
)
from bot.coaching.nudges.working_hours import HOUR, next_allowed, zone

__all__ = ["Send", "Wait", "decide", "ignored"]

LOOK_AHEAD = 26 * HOUR
"""One look so long before the regular time notices that the person has moved east: from UTC-12 to
UTC+14 that time comes 26 hours sooner."""


def decide(
    schedule: Schedule,
    facts: Facts,
    sent: Sequence[Sent],
    history: Sequence[Entry],
    now: float,
    learners: int = 1,
) -> Send | Wait:
    """Whether something is due now, or when to look again.

    ``sent`` is the ledger of the schedule's subject, ``history`` the person's log; both may be cut
    to the last year. ``learners`` is how many the workspace has: many are spread over an hour.
    """
    there = zone(schedule.preferences, facts.zone, schedule.zone)
    if schedule.kind is NudgeKind.REMINDER:
        return remind(schedule, facts, there, sent, now)
    if schedule.kind is NudgeKind.PROMPT:
        facts = Facts()  # a channel is never away, whoever set its prompts
    case = Case(schedule, facts, there, tuple(sent), 0, now, learners)
    case = replace(case, silent=_silent(case, history))
    if never := _never(case):
        return Wait(None, never)
    verdicts = (_in_week(case, start) for start in weeks(case))
    return next((verdict for verdict in verdicts if verdict), None) or _far(case)


def ignored(sent: Sequence[Sent], history: Sequence[Entry]) -> int:
    """How many of the latest weekly nudges in a row had no answer.

    None of them was touched, and the person has said nothing to the log since either.
    """
    spoke = max((entry.at for entry in history), default=float("-inf"))
    came = [line for line in sent if line.kind is NudgeKind.WEEKLY and not line.open]
    for count, line in enumerate(sorted(came, key=lambda line: line.at, reverse=True)):
        if line.touched_at is not None or line.at <= spoke:
            return count
    return len(came)


def _silent(case: Case, history: Sequence[Entry]) -> int:
    """Unanswered nudges since the settings were made; this week's still has time."""
    if case.kind is NudgeKind.PROMPT:
        return 0
    week, since = case.this_week.isoformat(), case.schedule.since
    past = (line for line in case.lines if since <= line.at <= case.now and line.period < week)
    return ignored(tuple(past), history)


def _never(case: Case) -> str:
    """Why nothing comes at all, "" where something may."""
    if case.facts.gone:
        return explanations.GONE
    since = case.schedule.since
    closed = any(line.kind is NudgeKind.CLOSING and line.at >= since for line in case.lines)
    mode = Mode.STOPPED if closed else case.preferences.mode
    return "" if mode is Mode.ON else explanations.MODES[mode]


def _in_week(case: Case, start: date) -> Send | Wait | None:
    """What to do about that week; None where it has no time for a nudge left."""
    times = week(case, start)
    if times is None:
        return None
    if case.now < times.due:
        return _wait(case, times.due, _reason(case))
    after = case.now + HOUR if case.facts.away else case.now
    quiet_until = case.facts.quiet_until
    open_at = next_allowed(case.preferences, case.zone, after, times.end, quiet_until)
    if open_at is None:
        return None
    return _wait(case, open_at, _hindrance(case)) if open_at > case.now else _send(case, times)


def _wait(case: Case, due: float, reason: str) -> Wait:
    follows = case.kind is NudgeKind.WEEKLY and not case.preferences.zone
    until = due - LOOK_AHEAD if follows and due - case.now > LOOK_AHEAD else due
    return Wait(
        until, explanations.joined(reason, explanations.due(case.kind, due, case.zone)), due
    )


def _far(case: Case) -> Wait:
    """Holidays or a snooze of over a year, or no workday at all."""
    until = instant(case.this_week + timedelta(weeks=WEEKS_AHEAD), 0, case.zone)
    return Wait(until, explanations.joined(_reason(case), explanations.FAR))


def _reason(case: Case) -> str:
    """Why it does not come before its time."""
    came = any(taken_by(case, line) == case.this_week for line in case.lines)
    return explanations.joined(
        explanations.COME[case.kind] if came else explanations.before(case.preferences, case.today),
        explanations.halved(case.silent) if case.silent >= HALVED_AFTER else "",
    )


def _hindrance(case: Case) -> str:
    if case.facts.away:
        return explanations.AWAY
    return explanations.QUIET if case.now < case.facts.quiet_until else explanations.OUTSIDE


def _send(case: Case, times: Week) -> Send:
    why = [explanations.set_to(case.kind, case.preferences, case.zone.key)]
    closing = case.silent >= CLOSED_AFTER
    if case.silent >= HALVED_AFTER:
        why.append(explanations.CLOSING if closing else explanations.halved(case.silent))
    if case.now > times.due + HOUR or times.first > times.regular:
        why.append(explanations.late(times.regular, case.zone))
    return Send(NudgeKind.CLOSING if closing else case.kind, times.start.isoformat(), tuple(why))
