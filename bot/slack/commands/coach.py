"""`/coach`: help, settings, one's data, and what else is said to the coach itself."""

from bot.coaching.gaps import gaps
from bot.slack.data import send_export
from bot.slack.desk import Desk
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain, shorten
from bot.slack.views.export import forget_question
from bot.slack.views.gaps import gaps_message
from bot.slack.views.help import help_message
from bot.slack.views.message import Message, note
from bot.slack.views.settings import settings_modal

WEEKS = 8
NOT_OWNER = (
    "The gap radar shows a document's owner what people asked for and did not find. To become one, "
    "put `owner: {person}` into the document's front matter and have it ingested again."
)


async def coach(desk: Desk, call: CommandCall) -> None:
    """Does what the word after it says; help is also the answer to nothing and to other words."""
    said = plain(call.text)
    if said.lower() == "settings":
        standing = await desk.standing(call.workspace, call.person)
        await desk.messenger.open_modal(call.trigger_id, settings_modal(standing, call.trigger_id))
        return
    answer = ANSWERS.get(said.lower())
    message = await answer(desk, call) if answer else await _help(desk, said)
    await desk.messenger.respond(call.response_url, message)


async def _help(desk: Desk, said: str) -> Message:
    from bot.slack.commands import COMMANDS

    known = said.lower() in {"", "help"}
    lead = "" if known else f"I don't know “/coach {shorten(said, 60)}”. This is what I can do:"
    usages = [usage for command in COMMANDS for usage in command.usages]
    return help_message(usages, await desk.catalogue(), lead)


async def _export(desk: Desk, call: CommandCall) -> Message:
    return await send_export(desk, call.workspace, call.person)


async def _forget(_: Desk, __: CommandCall) -> Message:
    return forget_question()


async def _gaps(desk: Desk, call: CommandCall) -> Message:
    """The radar over the documents that the person owns."""
    catalogue = await desk.catalogue()
    mine = {d.id for d in catalogue.documents.values() if d.owner == call.person}
    if not mine:
        return note(NOT_OWNER.format(person=call.person))
    since = desk.clock() - WEEKS * 7 * 24 * 3600
    signals = await desk.signals.since(call.workspace, since)
    return gaps_message([g for g in gaps(signals, catalogue) if g.document.id in mine], WEEKS)


ANSWERS = {"export": _export, "forget": _forget, "gaps": _gaps}

COACH = Command(
    "/coach",
    "What the coach can do, your settings, your data",
    "help | settings | export | forget",
    (
        ("help", "shows this"),
        ("settings", "who may see your skills, your goal, your data"),
        ("export", "sends you everything I keep about you"),
        ("forget", "deletes everything I keep about you"),
        ("gaps", "shows a document's owner what people did not find"),
    ),
    coach,
)
