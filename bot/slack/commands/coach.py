"""`/coach`: help, and what else is said to the coach itself."""

from bot.slack.desk import Desk
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain, shorten
from bot.slack.views.help import help_message


async def coach(desk: Desk, call: CommandCall) -> None:
    """`help` is also the answer to nothing, and to what the coach does not know."""
    from bot.slack.commands import COMMANDS

    said = plain(call.text)
    known = said.lower() in {"", "help"}
    lead = "" if known else f"I don't know “/coach {shorten(said, 60)}”. This is what I can do:"
    usages = [usage for command in COMMANDS for usage in command.usages]
    message = help_message(usages, await desk.catalogue(), lead)
    await desk.messenger.respond(call.response_url, message)


COACH = Command(
    "/coach", "What the coach can do, and how to ask", "help", (("help", "shows this"),), coach
)
