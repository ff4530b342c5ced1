"""Handles the buttons for export, deletion, settings and clearing the goal."""

from bot.coaching.learning.entries import Entry, EntryKind
from bot.slack.learning import pages
from bot.slack.learning.save import save_entries
from bot.slack.privacy.export import forget_person, send_export
from bot.slack.privacy.settings_view import CLEAR_GOAL, OPEN_SETTINGS, settings_modal
from bot.slack.privacy.views import EXPORT, FORGET, forgotten_message
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services


async def export_data(services: Services, call: ActionCall) -> None:
    """Send the person's data by direct message, and confirm where the click was."""
    message = await send_export(services, call.workspace, call.person)
    if call.view_id:
        await pages.show(services, message, call.response_url, call.view_id)
    else:
        await services.messenger.respond(call.response_url, message)


async def forget_data(services: Services, call: ActionCall) -> None:
    """Delete the person's data; Slack has asked for confirmation already."""
    await forget_person(services, call.workspace, call.person)
    await pages.show(services, forgotten_message(), call.response_url, call.view_id)


DATA_ACTIONS = (Action(EXPORT, export_data), Action(FORGET, forget_data))


async def open_settings(services: Services, call: ActionCall) -> None:
    """Open the settings with their current values."""
    learner = await services.learner(call.workspace, call.person)
    await services.messenger.open_modal(call.trigger_id, settings_modal(learner, call.trigger_id))


async def clear_goal(services: Services, call: ActionCall) -> None:
    """Clear the goal; a second click changes nothing."""
    if (await services.learner(call.workspace, call.person)).goal:
        entry_id = f"goal:{call.trigger_id}"
        entry = Entry(entry_id, call.workspace, call.person, services.clock(), EntryKind.GOAL)
        await save_entries(services, [entry])


SETTINGS_ACTIONS = (Action(OPEN_SETTINGS, open_settings), Action(CLEAR_GOAL, clear_goal))
