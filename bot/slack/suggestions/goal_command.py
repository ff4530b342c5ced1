"""`/goal`: shows, sets or clears a person's goal."""

from bot.slack.api.blocks import note
from bot.slack.api.mrkdwn import plain
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.services import Services
from bot.slack.suggestions.next import change_goal, next_for

HOW = "Say what you're working toward, for example `/goal run my own service in production`"
GOAL_UNSET = f"You have no goal yet. {HOW}"
CLEARED = "Your goal is cleared. `/next` now builds on what you know."
CLEAR = frozenset({"clear", "none", "remove"})


async def goal(services: Services, call: CommandCall) -> None:
    """Show the goal, or set it and suggest skills that lead there."""
    text = plain(call.text)
    if text.lower() == "help":
        await services.messenger.respond(call.response_url, command_help(GOAL, HOW))
        return
    learner = await services.learner(call.workspace, call.person)
    if text.lower() in CLEAR:
        await change_goal(services, call.workspace, call.person, "", call.trigger_id)
        message = note(CLEARED)
    elif text:
        message = await change_goal(services, call.workspace, call.person, text, call.trigger_id)
    elif learner.goal:
        message = await next_for(services, call.workspace, call.person)
    else:
        message = note(GOAL_UNSET)
    await services.messenger.respond(call.response_url, message)


GOAL = Command(
    "/goal",
    "Your goal, in your own words",
    "run my own service in production",
    (
        ("", "shows your goal and what leads there"),
        ("<anything>", "sets it as your goal"),
        ("clear", "clears your goal"),
    ),
    goal,
    group="Next",
)
