"""Sends what is due on a claimed schedule, exactly once.

The order guarantees that. A line is begun and committed before Slack gets the message, and is
confirmed together with the next plan. If a line is still open at the next check, the coach crashed
or Slack's answer got lost: see ``reconcile``.
"""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.decide import Send, Wait
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.blocks import Message
from bot.slack.api.error_report import Undeliverable
from bot.slack.api.errors import may_have_succeeded
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.nudges.compose import History, load_history, prepare_nudge
from bot.slack.nudges.reconcile import recipient, reconcile
from bot.slack.nudges.view import nudge_message
from bot.slack.routing.services import Services
from bot.store.nudge_ports import ClaimedSchedule

log = structlog.get_logger(__name__)

AT_LEAST_SECONDS = 3600.0
"""The least time between a nudge and the next check of its schedule, whatever the plan says."""


async def deliver(services: Services, claimed: ClaimedSchedule) -> bool:
    """Send what is due and plan the next check; return whether something was sent.

    Raises:
        ClaimLost: the claim was lost, or the schedule changed in the meantime.
        SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too. The claim
            stays until it expires.
    """
    schedule = claimed.schedule
    lines = await reconcile(services, schedule)
    facts = (await services.people.about(schedule.workspace, [schedule.person]))[schedule.person]
    past = await load_history(services, schedule, services.clock(), lines)
    found = await prepare_nudge(services, schedule, facts, past, services.clock())
    if isinstance(found.verdict, Send) and found.nudge is not None:
        line = _line(schedule, found.verdict, found.nudge, services.clock())
        return await _send(services, claimed, facts, past, line)
    await services.nudges.end(
        claimed, _plan(schedule, facts, found.verdict, lines, services.clock())
    )
    return False


async def _send(
    services: Services, claimed: ClaimedSchedule, facts: Availability, past: History, line: Sent
) -> bool:
    schedule, now = claimed.schedule, line.at
    line = await services.nudges.begin(line, claimed)
    message = nudge_message(line.nudge, line.key, await services.catalogue())
    plan = None
    if schedule.kind is not NudgeKind.REMINDER:
        verdict = past.followed_by(line).decide(schedule, facts, now)
        plan = _plan(schedule, facts, verdict, [line], now)
    if not line.open:
        await services.nudges.end(claimed, plan)
        return False
    return await _post(services, claimed, line, message, plan)


async def _post(
    services: Services,
    claimed: ClaimedSchedule,
    line: Sent,
    message: Message,
    plan: Schedule | None,
) -> bool:
    """Post the message and confirm it right after; return whether it was sent."""
    try:
        posted = await services.messenger.send(recipient(line), message, line.key)
    except Undeliverable as error:
        await _give_up(services, claimed, line, error)
        return False
    except SLACK_FAILED as error:
        if not may_have_succeeded(error):
            await services.nudges.abandon(line.workspace, line.key)
        raise
    await services.nudges.end(claimed, plan, replace(line, channel=posted.channel, ts=posted.ts))
    log.info("nudge_sent", workspace=line.workspace, key=line.key)
    return True


async def _give_up(
    services: Services, claimed: ClaimedSchedule, line: Sent, error: Undeliverable
) -> None:
    """Pause a person's nudges, or drop a prompt or reminder: the coach can't post there."""
    log.warning("nudge_not_delivered", workspace=line.workspace, key=line.key, error=str(error))
    schedule = claimed.schedule
    paused = replace(schedule.preferences, mode=Mode.PAUSED)
    kept = replace(schedule, preferences=paused, next_at=None, planned_at=services.clock())
    await services.nudges.abandon(line.workspace, line.key)
    await services.nudges.end(claimed, kept if schedule.kind is NudgeKind.WEEKLY else None)


def _line(schedule: Schedule, send: Send, nudge: Nudge, now: float) -> Sent:
    if schedule.kind is NudgeKind.REMINDER:
        key = f"remind:{schedule.subject}:{int(schedule.next_at or now)}"
    else:
        key = f"nudge:{schedule.subject}:{send.period}"
    whose = (schedule.workspace, key, schedule.subject, schedule.person)
    return Sent(*whose, send.kind, send.period, now, nudge)


def _plan(
    schedule: Schedule, facts: Availability, verdict: Send | Wait, lines: Sequence[Sent], now: float
) -> Schedule | None:
    """Return the schedule with its next check; None for a reminder that is done.

    ``lines`` is the lines that count as sent.
    """
    until = verdict.until if isinstance(verdict, Wait) else now + AT_LEAST_SECONDS
    if schedule.kind is NudgeKind.REMINDER and until is None:
        return None
    mode = schedule.preferences.mode
    if facts.gone and schedule.kind is NudgeKind.WEEKLY:
        mode = Mode.OFF
    elif any(line.kind is NudgeKind.CLOSING and line.at >= schedule.since for line in lines):
        mode = Mode.STOPPED
    return replace(
        schedule,
        preferences=replace(schedule.preferences, mode=mode),
        next_at=until,
        planned_at=now,
        zone=facts.zone or schedule.zone,
    )
