"""The first time somebody opens the Messages tab: the one question whether nudges may come."""

from bot.coaching.wishes import Preferences
from bot.slack.desk import Desk
from bot.slack.nudging import weekly
from bot.slack.registry import Place
from bot.slack.views.nudge_state import WELCOME_KEY, welcome_message
from bot.slack.zoned import facts_of


async def welcome(desk: Desk, workspace: str, person: str, channel: str) -> None:
    """Asks once: whoever was asked, or has said anything about nudges before, is not asked again.

    Where Slack does not take the message, the next opening asks.
    """
    facts = await facts_of(desk, workspace, person)
    schedule = weekly(workspace, person, Preferences(), desk.clock(), facts.zone)
    if not await desk.nudges.add(schedule):
        return
    try:
        key = f"{WELCOME_KEY}:{person}"
        await desk.messenger.reply(Place(channel), welcome_message(schedule), key)
    except Exception:
        await desk.nudges.drop(workspace, person)
        raise
