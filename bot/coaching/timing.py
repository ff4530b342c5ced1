"""When the coach's own clock speaks: whatever changes, the next look is what `decide` says. Pure.

A week has one regular time. Where that falls outside the person's working hours, on their holiday,
into do-not-disturb or while they are away, it is the next allowed hour of that week; a week without
one is skipped. Instants are seconds since 1970.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.coaching import whys
from bot.coaching.hours import HOUR, next_allowed, zone
from bot.coaching.local import instant
from bot.coaching.log import Entry
from bot.coaching.nudge import Facts, Kind, Sent
from bot.coaching.reminding import remind
from bot.coaching.schedule import Schedule
from bot.coaching.verdict import Send, Wait
from bot.coaching.weeks import (
    CLOSED_AFTER,
    HALVED_AFTER,
    WEEKS_AHEAD,
    Case,
    Week,
    taken_by,
    week,
    weeks,
)
from bot.coaching.wishes import Mode

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
    if schedule.kind is Kind.REMINDER:
        return remind(schedule, facts, there, sent, now)
    if schedule.kind is Kind.PROMPT:
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
    came = [line for line in sent if line.kind is Kind.WEEKLY and not line.open]
    for count, line in enumerate(sorted(came, key=lambda line: line.at, reverse=True)):
        if line.touched_at is not None or line.at <= spoke:
            return count
    return len(came)


def _silent(case: Case, history: Sequence[Entry]) -> int:
    """Unanswered nudges since the settings were made; this week's still has time."""
    if case.kind is Kind.PROMPT:
        return 0
    week, since = case.this_week.isoformat(), case.schedule.since
    past = (line for line in case.lines if since <= line.at <= case.now and line.period < week)
    return ignored(tuple(past), history)


def _never(case: Case) -> str:
    """Why nothing comes at all, "" where something may."""
    if case.facts.gone:
        return whys.GONE
    since = case.schedule.since
    closed = any(line.kind is Kind.CLOSING and line.at >= since for line in case.lines)
    mode = Mode.STOPPED if closed else case.preferences.mode
    return "" if mode is Mode.ON else whys.MODES[mode]


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
    follows = case.kind is Kind.WEEKLY and not case.preferences.zone
    until = due - LOOK_AHEAD if follows and due - case.now > LOOK_AHEAD else due
    return Wait(until, whys.joined(reason, whys.due(case.kind, due, case.zone)), due)


def _far(case: Case) -> Wait:
    """Holidays or a snooze of over a year, or no workday at all."""
    until = instant(case.this_week + timedelta(weeks=WEEKS_AHEAD), 0, case.zone)
    return Wait(until, whys.joined(_reason(case), whys.FAR))


def _reason(case: Case) -> str:
    """Why it does not come before its time."""
    came = any(taken_by(case, line) == case.this_week for line in case.lines)
    return whys.joined(
        whys.COME[case.kind] if came else whys.before(case.preferences, case.today),
        whys.halved(case.silent) if case.silent >= HALVED_AFTER else "",
    )


def _hindrance(case: Case) -> str:
    if case.facts.away:
        return whys.AWAY
    return whys.QUIET if case.now < case.facts.quiet_until else whys.OUTSIDE


def _send(case: Case, times: Week) -> Send:
    why = [whys.set_to(case.kind, case.preferences, case.zone.key)]
    closing = case.silent >= CLOSED_AFTER
    if case.silent >= HALVED_AFTER:
        why.append(whys.CLOSING if closing else whys.halved(case.silent))
    if case.now > times.due + HOUR or times.first > times.regular:
        why.append(whys.late(times.regular, case.zone))
    return Send(Kind.CLOSING if closing else case.kind, times.start.isoformat(), tuple(why))
