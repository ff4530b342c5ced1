"""Finds the nudge that a click belongs to."""

from bot.coaching.nudges.model import NudgeKind, Sent
from bot.slack.routing.services import Services


async def nudge_at(
    services: Services, workspace: str, person: str, channel: str, ts: str | None
) -> Sent | None:
    """The person's own nudge that became this message, now touched; None where it is none."""
    sent = await services.nudges.at(workspace, channel, ts) if ts else None
    if sent is None or sent.person != person or sent.kind is NudgeKind.PROMPT:
        return None
    return await services.nudges.touch(workspace, sent.key, services.clock())
