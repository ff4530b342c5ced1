"""Settings are opened from the Home tab, and the goal cleared there."""

from bot.coaching.log import Entry, Kind
from bot.slack.desk import Desk
from bot.slack.keeping import keep
from bot.slack.registry import Action, ActionCall
from bot.slack.views.settings import CLEAR_GOAL, OPEN_SETTINGS, settings_modal


async def open_settings(desk: Desk, call: ActionCall) -> None:
    """As things are now."""
    standing = await desk.standing(call.workspace, call.person)
    await desk.messenger.open_modal(call.trigger_id, settings_modal(standing, call.trigger_id))


async def clear_goal(desk: Desk, call: ActionCall) -> None:
    """No goal any more; a second click changes nothing."""
    if (await desk.standing(call.workspace, call.person)).goal:
        entry_id = f"goal:{call.trigger_id}"
        entry = Entry(entry_id, call.workspace, call.person, desk.clock(), Kind.GOAL)
        await keep(desk, [entry])


SETTINGS_ACTIONS = (Action(OPEN_SETTINGS, open_settings), Action(CLEAR_GOAL, clear_goal))
