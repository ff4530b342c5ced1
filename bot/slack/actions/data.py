"""A person takes their data along, or has it deleted."""

from bot.slack import pages
from bot.slack.data import forget_person, send_export
from bot.slack.desk import Desk
from bot.slack.registry import Action, ActionCall
from bot.slack.views.export import EXPORT, FORGET, forgotten_message


async def export_data(desk: Desk, call: ActionCall) -> None:
    """Files into the DM; says so where the click was."""
    message = await send_export(desk, call.workspace, call.person)
    if call.view_id:
        await pages.show(desk, message, call.response_url, call.view_id)
    else:
        await desk.messenger.respond(call.response_url, message)


async def forget_data(desk: Desk, call: ActionCall) -> None:
    """Slack has asked once more before this arrives."""
    await forget_person(desk, call.workspace, call.person)
    await pages.show(desk, forgotten_message(), call.response_url, call.view_id)


DATA_ACTIONS = (Action(EXPORT, export_data), Action(FORGET, forget_data))
