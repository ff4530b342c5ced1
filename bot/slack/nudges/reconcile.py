"""Finds out whether Slack posted the nudges that a crash or a lost answer left open.

A posted message has the line's key in its metadata. If the coach can't read the conversation, the
line counts as sent: a nudge may be missed, but never comes twice.
"""

from collections.abc import Sequence

import structlog

from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.errors import UNREADABLE, error_code
from bot.slack.api.post import Posted, Unsearchable
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.routing.services import Services

log = structlog.get_logger(__name__)

CLOCK_OFF_SECONDS = 24 * 3600.0
"""How far the coach's clock may have been off Slack's when the line was begun."""
UNSEEN = "unseen"
"""The ``ts`` of a line that counts as sent although its message wasn't found."""


async def reconcile(services: Services, schedule: Schedule) -> Sequence[Sent]:
    """Confirm or abandon a schedule's open lines; return the lines that count as sent.

    Raises:
        SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
    """
    lines = await services.nudges.sent(schedule.workspace, schedule.subject, 0)
    if not any(line.open for line in lines):
        return lines
    for line in lines:
        if line.open:
            await _reconcile_line(services, line)
    return await services.nudges.sent(schedule.workspace, schedule.subject, 0)


def recipient(line: Sent) -> str:
    """Return the channel or person to send a line to."""
    return line.subject if line.kind is NudgeKind.PROMPT else line.person


async def _reconcile_line(services: Services, line: Sent) -> None:
    posted = await _posted(services, line)
    log.info("open_nudge_checked", workspace=line.workspace, key=line.key, posted=posted)
    if posted is None:
        await services.nudges.abandon(line.workspace, line.key)
    else:
        await services.nudges.confirm(line.workspace, line.key, posted.channel, posted.ts)


async def _posted(services: Services, line: Sent) -> Posted | None:
    oldest = min(line.at, services.clock()) - CLOCK_OFF_SECONDS
    try:
        return await services.messenger.find(recipient(line), line.key, oldest)
    except Unsearchable:
        return Posted(recipient(line), UNSEEN)
    except SLACK_FAILED as error:
        if error_code(error) not in UNREADABLE:
            raise
        return Posted(recipient(line), UNSEEN)
