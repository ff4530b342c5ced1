"""One claimed schedule: looked at, and what is due is sent exactly once.

The order is what makes it once. A line is begun, and that is committed, before Slack hears of the
message; it is confirmed together with the next plan. A line that is still open at the next look
tells of a crash, or of an answer of Slack's that got lost: see `settling`.
"""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.decide import Send, Wait
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.blocks import Message
from bot.slack.api.error_report import Undeliverable
from bot.slack.api.errors import left_open
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.nudges.compose import Past, past_of, prepared
from bot.slack.nudges.reconcile import settled, whereto
from bot.slack.nudges.view import nudge_message
from bot.slack.routing.services import Services
from bot.store.nudge_ports import Claimed

log = structlog.get_logger(__name__)

AT_LEAST_SECONDS = 3600.0
"""Nobody is looked at again sooner after a nudge, whatever the plan says."""


async def deliver(services: Services, claimed: Claimed) -> bool:
    """Sends what is due and plans the next look; whether something was sent.

    Raises ``Overtaken`` where the claim was lost or the schedule changed meanwhile, and
    ``SLACK_FAILED`` where Slack fails: the claim stays then, and is free again when its time is
    over.
    """
    schedule = claimed.schedule
    lines = await settled(services, schedule)
    facts = (await services.people.about(schedule.workspace, [schedule.person]))[schedule.person]
    past = await past_of(services, schedule, services.clock(), lines)
    found = await prepared(services, schedule, facts, past, services.clock())
    if isinstance(found.verdict, Send) and found.nudge is not None:
        line = _line(schedule, found.verdict, found.nudge, services.clock())
        return await _send(services, claimed, facts, past, line)
    await services.nudges.end(
        claimed, _plan(schedule, facts, found.verdict, lines, services.clock())
    )
    return False


async def _send(services: Services, claimed: Claimed, facts: Facts, past: Past, line: Sent) -> bool:
    schedule, now = claimed.schedule, line.at
    begun = await services.nudges.begin(line, claimed)
    message = nudge_message(begun.nudge, begun.key, await services.catalogue())
    plan = None
    if schedule.kind is not NudgeKind.REMINDER:
        verdict = past.followed_by(begun).decide(schedule, facts, now)
        plan = _plan(schedule, facts, verdict, [begun], now)
    if not begun.open:
        await services.nudges.end(claimed, plan)
        return False
    return await _post(services, claimed, begun, message, plan)


async def _post(
    services: Services, claimed: Claimed, line: Sent, message: Message, plan: Schedule | None
) -> bool:
    """Nothing stands between the post and its confirmation."""
    try:
        posted = await services.messenger.send(whereto(line), message, line.key)
    except Undeliverable as error:
        await _give_up(services, claimed, line, error)
        return False
    except SLACK_FAILED as error:
        if not left_open(error):
            await services.nudges.abandon(line.workspace, line.key)
        raise
    await services.nudges.end(claimed, plan, replace(line, channel=posted.channel, ts=posted.ts))
    log.info("nudge sent", workspace=line.workspace, key=line.key)
    return True


async def _give_up(services: Services, claimed: Claimed, line: Sent, error: Undeliverable) -> None:
    """The coach may not write there: a person's nudges pause, the rest goes."""
    log.warning("nudge undeliverable", workspace=line.workspace, key=line.key, error=str(error))
    schedule = claimed.schedule
    paused = replace(schedule.preferences, mode=Mode.PAUSED)
    stays = replace(schedule, preferences=paused, next_at=None, planned_at=services.clock())
    await services.nudges.abandon(line.workspace, line.key)
    await services.nudges.end(claimed, stays if schedule.kind is NudgeKind.WEEKLY else None)


def _line(schedule: Schedule, send: Send, nudge: Nudge, now: float) -> Sent:
    if schedule.kind is NudgeKind.REMINDER:
        key = f"remind:{schedule.subject}:{int(schedule.next_at or now)}"
    else:
        key = f"nudge:{schedule.subject}:{send.period}"
    whose = (schedule.workspace, key, schedule.subject, schedule.person)
    return Sent(*whose, send.kind, send.period, now, nudge)


def _plan(
    schedule: Schedule, facts: Facts, verdict: Send | Wait, lines: Sequence[Sent], now: float
) -> Schedule | None:
    """The schedule with its next look; None for a reminder that has none.

    ``lines`` are those that count as sent.
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
