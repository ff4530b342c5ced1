"""`/learned`: logs what a person learned, in their own words; alone it opens a form."""

from bot.slack.api.mrkdwn import plain
from bot.slack.learning.log_skills import LearnedStatement, log_statement
from bot.slack.learning.views_ask import HOW
from bot.slack.learning.views_form import Form, form_modal
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Services


async def learned(services: Services, call: CommandCall) -> None:
    """Log the skills in the text, and answer privately with what was logged and what is unclear."""
    text = plain(call.text)
    if not text:
        day = await today(services, call.workspace, call.person)
        modal = form_modal(Form(call.response_url), day.isoformat())
        await services.messenger.open_modal(call.trigger_id, modal)
    elif text.lower() == "help":
        await services.messenger.respond(call.response_url, command_help(LEARNED, HOW))
    else:
        statement = LearnedStatement(
            call.workspace, call.person, text, f"command:{call.trigger_id}"
        )
        for message in await log_statement(services, statement):
            await services.messenger.respond(call.response_url, message)


LEARNED = Command(
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
