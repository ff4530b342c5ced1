"""`/nudges`: when the weekly nudge comes, in words; in a channel the team's weekly prompt."""

from bot.coaching.wishing import read_weekly
from bot.slack.desk import Desk
from bot.slack.errors import Undeliverable
from bot.slack.nudging import state_of, told
from bot.slack.prompting import end_prompt, set_prompt
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain, shorten
from bot.slack.upcoming import expected
from bot.slack.views.help import command_help
from bot.slack.views.message import Message, note
from bot.slack.views.nudge_channel import (
    IN_A_CHANNEL,
    NOT_UNDERSTOOD,
    here_message,
    removed_message,
)

HERE = "here"
ENDS = frozenset({"off", "stop", "remove", "end"})
HOW = "A weekly nudge for yourself, or a weekly prompt for a channel:"
LONGEST_WORDS = 60


async def nudges(desk: Desk, call: CommandCall) -> None:
    """Does what the words say; alone it says how things are."""
    if message := await _said(desk, call, plain(call.text)):
        await desk.messenger.respond(call.response_url, message)


async def _said(desk: Desk, call: CommandCall, words: str) -> Message | None:
    """What to tell the person alone; None where the channel has been told already."""
    first, _, rest = words.partition(" ")
    if first.lower() == HERE:
        return await _here(desk, call, rest.strip())
    if words.lower() == "help":
        return command_help(NUDGES.usages, HOW)
    if words:
        return await told(desk, call.workspace, call.person, words)
    return await state_of(desk, await desk.nudges.get(call.workspace, call.person))


async def _here(desk: Desk, call: CommandCall, words: str) -> Message | None:
    """The channel's prompt: shown, set or ended; None where the channel has been told already."""
    channel = call.place.channel
    if channel.startswith("D"):
        return note(IN_A_CHANNEL)
    if not words:
        schedule = await desk.nudges.get(call.workspace, channel)
        return here_message(schedule, await expected(desk, schedule))
    if words.lower() in ENDS:
        return await _end(desk, call)
    when = read_weekly(words)
    if when is None:
        return note(NOT_UNDERSTOOD.format(words=shorten(words, LONGEST_WORDS)))
    return await set_prompt(
        desk, call.workspace, call.person, channel, when, f"{channel}:{call.trigger_id}"
    )


async def _end(desk: Desk, call: CommandCall) -> Message | None:
    """Ended for all to see, as it was set; privately where the coach was taken out meanwhile."""
    if refused := await end_prompt(desk, call.workspace, call.person, call.place.channel):
        return refused
    message = removed_message(call.person)
    try:
        await desk.messenger.reply(call.place, message, f"prompt-end:{call.trigger_id}")
    except Undeliverable:
        return message
    return None


NUDGES = Command(
    "/nudges",
    "When your weekly nudge comes, and a channel's weekly prompt",
    "Tuesday 10:00 | snooze 2 weeks | pause | here weekly Tuesday 10:00",
    (
        ("", "says whether and when your weekly nudge comes"),
        ("on", "turns it on; off ends it, pause and resume too"),
        ("Tuesday 10:00", "moves it; so do “workdays Sun-Thu” and “zone Europe/Lisbon”"),
        ("snooze 2 weeks", "skips until then; “holiday 24 Dec - 2 Jan” too"),
        ("less often", "every second week; more often takes it back"),
        ("here weekly Tuesday 10:00", "sets a weekly prompt for the channel, seen by all"),
        ("here off", "ends the channel's prompt"),
    ),
    nudges,
)
