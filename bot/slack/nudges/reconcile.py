"""Lines of the ledger that a crash or a lost answer left open: did Slack take the message?

The conversation decides, in which the message carries the line's key. Where nobody can look, the
line counts as sent: a nudge may be missed, but never comes twice.
"""

from collections.abc import Sequence

import structlog

from bot.coaching.nudges.model import NudgeKind, Sent
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.errors import UNREADABLE, code
from bot.slack.api.post import Posted, Unsearchable
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.routing.services import Services

log = structlog.get_logger(__name__)

CLOCK_OFF_SECONDS = 24 * 3600.0
"""So far the coach's clock may have been off Slack's when a line was begun."""
UNSEEN = "unseen"
"""The ``ts`` of a line that counts as sent without being seen."""


async def settled(services: Services, schedule: Schedule) -> Sequence[Sent]:
    """The schedule's lines that count as sent, after the open ones were looked up.

    Raises ``SLACK_FAILED`` where Slack fails to say.
    """
    lines = await services.nudges.sent(schedule.workspace, schedule.subject, 0)
    if not any(line.open for line in lines):
        return lines
    for line in lines:
        if line.open:
            await _settle(services, line)
    return await services.nudges.sent(schedule.workspace, schedule.subject, 0)


def whereto(line: Sent) -> str:
    """Whom a line is for: a channel, or a person's direct message."""
    return line.subject if line.kind is NudgeKind.PROMPT else line.person


async def _settle(services: Services, line: Sent) -> None:
    posted = await _posted(services, line)
    log.info("open_nudge_checked", workspace=line.workspace, key=line.key, posted=posted)
    if posted is None:
        await services.nudges.abandon(line.workspace, line.key)
    else:
        await services.nudges.confirm(line.workspace, line.key, posted.channel, posted.ts)


async def _posted(services: Services, line: Sent) -> Posted | None:
    oldest = min(line.at, services.clock()) - CLOCK_OFF_SECONDS
    try:
        return await services.messenger.find(whereto(line), line.key, oldest)
    except Unsearchable:
        return Posted(whereto(line), UNSEEN)
    except SLACK_FAILED as error:
        if code(error) not in UNREADABLE:
            raise
        return Posted(whereto(line), UNSEEN)
