"""`/coach`: help, and what else is said to the coach itself."""

from bot.coaching.gaps import gaps
from bot.slack.desk import Desk
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain, shorten
from bot.slack.views.gaps import gaps_message
from bot.slack.views.help import help_message
from bot.slack.views.message import Message, note

WEEKS = 8
NOT_OWNER = (
    "The gap radar shows a document's owner what people asked for and did not find. To become one, "
    "put `owner: {person}` into the document's front matter and have it ingested again."
)


async def coach(desk: Desk, call: CommandCall) -> None:
    """`help` is also the answer to nothing, and to what the coach does not know."""
    from bot.slack.commands import COMMANDS

    said = plain(call.text)
    if said.lower() == "gaps":
        await desk.messenger.respond(call.response_url, await _gaps(desk, call))
        return
    known = said.lower() in {"", "help"}
    lead = "" if known else f"I don't know “/coach {shorten(said, 60)}”. This is what I can do:"
    usages = [usage for command in COMMANDS for usage in command.usages]
    message = help_message(usages, await desk.catalogue(), lead)
    await desk.messenger.respond(call.response_url, message)


async def _gaps(desk: Desk, call: CommandCall) -> Message:
    """The radar over the documents that the person owns."""
    catalogue = await desk.catalogue()
    mine = {d.id for d in catalogue.documents.values() if d.owner == call.person}
    if not mine:
        return note(NOT_OWNER.format(person=call.person))
    since = desk.clock() - WEEKS * 7 * 24 * 3600
    signals = await desk.signals.since(call.workspace, since)
    return gaps_message([g for g in gaps(signals, catalogue) if g.document.id in mine], WEEKS)


COACH = Command(
    "/coach",
    "What the coach can do, and how to ask",
    "help",
    (("help", "shows this"), ("gaps", "shows a document's owner what people did not find")),
    coach,
)
