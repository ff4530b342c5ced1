"""`/goal`: what a person works towards, in their own words."""

from bot.slack.desk import Desk
from bot.slack.next import next_for, set_goal
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain
from bot.slack.views.help import command_help
from bot.slack.views.message import note

HOW = "Say what you work towards, as in `/goal run my own service in production`"
NONE_YET = f"You have no goal yet. {HOW}"
CLEARED = "Your goal is cleared. `/next` now follows from where you stand."
CLEAR = frozenset({"clear", "none", "remove"})


async def goal(desk: Desk, call: CommandCall) -> None:
    """Alone it shows the goal; with words it keeps them and suggests what leads there."""
    text = plain(call.text)
    if text.lower() == "help":
        await desk.messenger.respond(call.response_url, command_help(GOAL.usages, HOW))
        return
    if text:
        wanted = "" if text.lower() in CLEAR else text
        await set_goal(desk, call.workspace, call.person, wanted, call.trigger_id)
    standing = await desk.standing(call.workspace, call.person)
    if standing.goal:
        message = await next_for(desk, call.workspace, call.person)
    else:
        message = note(CLEARED if text else NONE_YET)
    await desk.messenger.respond(call.response_url, message)


GOAL = Command(
    "/goal",
    "What you work towards, in your own words",
    "run my own service in production",
    (
        ("", "shows your goal and what leads there"),
        ("<anything>", "keeps it as your goal"),
        ("clear", "takes your goal back"),
    ),
    goal,
)
