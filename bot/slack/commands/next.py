"""`/next`: three skills to learn next, each with a true reason."""

from bot.slack.desk import Desk
from bot.slack.next import next_for, set_goal
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain
from bot.slack.views.help import command_help

HOW = "I suggest what is open to you now. A goal in your own words steers it: `/next become an SRE`"


async def suggest_next(desk: Desk, call: CommandCall) -> None:
    """Words after the command are a goal, which is kept."""
    text = plain(call.text)
    if text.lower() == "help":
        await desk.messenger.respond(call.response_url, command_help(NEXT.usages, HOW))
        return
    if text:
        await set_goal(desk, call.workspace, call.person, text, call.trigger_id)
    message = await next_for(desk, call.workspace, call.person)
    await desk.messenger.respond(call.response_url, message)


NEXT = Command(
    "/next",
    "What to learn next, with the reason why",
    "become an SRE",
    (
        ("", "suggests three skills that are open to you now"),
        ("<goal>", "keeps the goal and suggests what leads there"),
        ("help", "says how this works"),
    ),
    suggest_next,
)
