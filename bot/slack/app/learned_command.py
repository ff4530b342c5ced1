"""`/learned`: logs what a person learned, in their own words; alone it opens a form."""

from bot.coaching.messages.intent import Intent, Place
from bot.coaching.messages.reader import read_message
from bot.slack.answers.command import answer_privately
from bot.slack.api.mrkdwn import plain
from bot.slack.app.dialogue import Dialogue
from bot.slack.learning.views_ask import HOW, how_message
from bot.slack.learning.views_form import Form, form_modal
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.local_time import today
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services


def learned_command(dialogue: Dialogue) -> Command:
    """Return `/learned`. What isn't a report is served like a direct message, privately."""

    async def learned(services: Services, call: CommandCall) -> None:
        text = plain(call.text)
        if not text:
            day = await today(services, call.workspace, call.person)
            modal = form_modal(Form(call.response_url), day.isoformat())
            await services.messenger.open_modal(call.trigger_id, modal)
        elif text.lower() == "help":
            await services.messenger.respond(call.response_url, command_help(command, HOW))
        else:
            await _serve(dialogue, services, call, text)

    command = Command(
        "/learned",
        "Log what you learned, in your own words",
        "docker and terraform yesterday, pretty confident",
        (
            ("<anything>", "logs the skills you mean, with undo"),
            ("", "opens a form to search and log skills"),
        ),
        learned,
        group="Log",
    )
    return command


async def _serve(dialogue: Dialogue, services: Services, call: CommandCall, text: str) -> None:
    requests = await services.executor.run(
        lambda: read_message(text, Place.LEARNED, services.classify)
    )
    who = AskedQuestion(
        call.workspace, call.place.channel, call.trigger_id, call.trigger_id, call.person, text
    )
    for number, request in enumerate(requests):
        key = f"command:{call.trigger_id}" + (f"/{number}" if number else "")
        if request.intent in (Intent.HELP, Intent.THANKS):
            await services.messenger.respond(call.response_url, how_message())
            continue
        if request.intent is Intent.ASK:
            await answer_privately(services, call, request.text)
            continue
        reply = await dialogue.reply(services, who, request, key, bare=True)
        for shown in reply.messages:
            await services.messenger.respond(call.response_url, shown)
