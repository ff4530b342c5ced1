"""`/learned`: what a person learned, in their own words; alone it opens a form."""

from bot.slack.desk import Desk
from bot.slack.learning import Heard, hear
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain
from bot.slack.views.help import command_help
from bot.slack.views.learned import HOW
from bot.slack.views.learned_form import Form, form_modal
from bot.slack.zoned import today


async def learned(desk: Desk, call: CommandCall) -> None:
    """Answers privately with what was logged, and what is unclear."""
    text = plain(call.text)
    if not text:
        day = await today(desk, call.workspace, call.person)
        modal = form_modal(Form(call.response_url), day.isoformat())
        await desk.messenger.open_modal(call.trigger_id, modal)
    elif text.lower() == "help":
        await desk.messenger.respond(call.response_url, command_help(LEARNED.usages, HOW))
    else:
        heard = Heard(call.workspace, call.person, text, f"command:{call.trigger_id}")
        for message in await hear(desk, heard):
            await desk.messenger.respond(call.response_url, message)


LEARNED = Command(
    "/learned",
    "Log what you learned, in your own words",
    "docker and terraform yesterday, pretty confident",
    (
        ("<anything>", "finds the skills it means and logs them, with undo"),
        ("", "opens a form to search and log skills"),
        ("help", "says how to log"),
    ),
    learned,
)
