"""Finds the nudge that was clicked or replied to."""

from bot.coaching.nudges.model import NudgeKind, Sent
from bot.slack.routing.services import Services


async def nudge_at(
    services: Services, workspace: str, person: str, channel: str, ts: str | None
) -> Sent | None:
    """Mark the person's nudge in this message as answered and return it; None if it isn't one."""
    sent = await services.nudges.at(workspace, channel, ts) if ts else None
    if sent is None or sent.person != person or sent.kind is NudgeKind.PROMPT:
        return None
    return await services.nudges.touch(workspace, sent.key, services.clock())
