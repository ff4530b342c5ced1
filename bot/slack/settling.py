"""Lines of the ledger that a crash or a lost answer left open: did Slack take the message?

The conversation decides, in which the message carries the line's key. Where nobody can look, the
line counts as sent: a nudge may be missed, but never comes twice.
"""

from collections.abc import Sequence

import structlog

from bot.coaching.nudge import Kind, Sent
from bot.coaching.schedule import Schedule
from bot.slack.desk import Desk
from bot.slack.failures import UNREADABLE, code
from bot.slack.posting import Posted, Unsearchable
from bot.slack.retries import SLACK_FAILED

log = structlog.get_logger(__name__)

CLOCK_OFF_SECONDS = 24 * 3600.0
"""So far the coach's clock may have been off Slack's when a line was begun."""
UNSEEN = "unseen"
"""The ``ts`` of a line that counts as sent without being seen."""


async def settled(desk: Desk, schedule: Schedule) -> Sequence[Sent]:
    """The schedule's lines that count as sent, after the open ones were looked up.

    Raises ``SLACK_FAILED`` where Slack fails to say.
    """
    lines = await desk.nudges.sent(schedule.workspace, schedule.subject, 0)
    if not any(line.open for line in lines):
        return lines
    for line in lines:
        if line.open:
            await _settle(desk, line)
    return await desk.nudges.sent(schedule.workspace, schedule.subject, 0)


def whereto(line: Sent) -> str:
    """Whom a line is for: a channel, or a person's direct message."""
    return line.subject if line.kind is Kind.PROMPT else line.person


async def _settle(desk: Desk, line: Sent) -> None:
    posted = await _posted(desk, line)
    log.info("open nudge looked up", workspace=line.workspace, key=line.key, posted=posted)
    if posted is None:
        await desk.nudges.abandon(line.workspace, line.key)
    else:
        await desk.nudges.confirm(line.workspace, line.key, posted.channel, posted.ts)


async def _posted(desk: Desk, line: Sent) -> Posted | None:
    oldest = min(line.at, desk.clock()) - CLOCK_OFF_SECONDS
    try:
        return await desk.messenger.find(whereto(line), line.key, oldest)
    except Unsearchable:
        return Posted(whereto(line), UNSEEN)
    except SLACK_FAILED as error:
        if code(error) not in UNREADABLE:
            raise
        return Posted(whereto(line), UNSEEN)
