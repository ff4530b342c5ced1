"""`/coach`: help, settings, one's data, and what else is said to the coach itself."""

from bot.slack.data import send_export
from bot.slack.desk import Desk
from bot.slack.radar import hear_nothing, hear_weekly, radar
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain, shorten
from bot.slack.views.export import forget_question
from bot.slack.views.help import help_message
from bot.slack.views.message import Message
from bot.slack.views.settings import settings_modal


async def coach(desk: Desk, call: CommandCall) -> None:
    """Does what the word after it says; help is also the answer to nothing and to other words."""
    said = " ".join(plain(call.text).split())
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


ANSWERS = {
    "export": _export,
    "forget": _forget,
    "gaps": radar,
    "gaps weekly": hear_weekly,
    "gaps off": hear_nothing,
}

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
        ("gaps weekly", "sends it to them once a week; /coach gaps off ends that"),
    ),
    coach,
)
