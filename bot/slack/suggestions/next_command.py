"""`/next`: suggests three skills to learn next, each with its reason."""

from bot.slack.api.mrkdwn import plain
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.services import Services
from bot.slack.suggestions.next import change_goal, next_for
from bot.slack.suggestions.plan import show_plan

HOW = (
    "I suggest what you're ready to learn now. Add a goal in your own words: `/next become an SRE`"
)


async def suggest_next(services: Services, call: CommandCall) -> None:
    """Suggest what to learn next; words after the command first become the goal."""
    text = plain(call.text)
    if text.lower() == "help":
        await services.messenger.respond(call.response_url, command_help(NEXT, HOW))
        return
    word, _, rest = text.partition(" ")
    if word.lower() == "plan":
        shown = await show_plan(services, call.workspace, call.person, rest, call.trigger_id)
        await services.messenger.respond(call.response_url, shown)
        return
    if text:
        message = await change_goal(services, call.workspace, call.person, text, call.trigger_id)
    else:
        message = await next_for(services, call.workspace, call.person)
    await services.messenger.respond(call.response_url, message)


NEXT = Command(
    "/next",
    "What to learn next, and why",
    "become an SRE",
    (
        ("", "suggests three skills to learn next"),
        ("<goal>", "sets your goal and suggests what leads there"),
        ("plan <goal>", "makes a four-week plan toward it; `plan` shows it, `plan clear` ends it"),
    ),
    suggest_next,
    group="Next",
)
