"""A section offered under a refusal is clicked: it is shown where the click was."""

from bot.slack.desk import Desk
from bot.slack.registry import Action, ActionCall
from bot.slack.views.answer import SHOW_SECTION
from bot.slack.views.message import note
from bot.slack.views.modal import message_modal
from bot.slack.views.section import section_message

GONE = (
    "That section is no longer in the documents; ask me again and I'll look at what is there now."
)


async def show_section(desk: Desk, call: ActionCall) -> None:
    """Into the thread for all who see the button; privately where the button was private."""
    catalogue = await desk.catalogue()
    section = catalogue.sections.get(call.value)
    message = section_message(section, catalogue) if section else note(GONE)
    if call.view_id:
        await desk.messenger.update_modal(call.view_id, message_modal(message))
    elif call.ephemeral or call.place is None:
        await desk.messenger.respond(call.response_url, message)
    else:
        key = f"section:{call.message_ts}:{call.value}"
        if await desk.claims.take(call.workspace, key, desk.clock()):
            await desk.messenger.reply(call.place, message, key)
            await desk.claims.done(call.workspace, key)


SECTION = Action(SHOW_SECTION, show_section)
