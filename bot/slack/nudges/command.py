"""`/nudges`: when the weekly nudge comes, in words; in a channel the team's weekly prompt."""

from bot.coaching.nudges.command_parser import read_weekly
from bot.slack.api.blocks import Message, note
from bot.slack.api.error_report import Undeliverable
from bot.slack.api.mrkdwn import plain, shorten
from bot.slack.nudges.channel_prompt import end_prompt, set_prompt
from bot.slack.nudges.next_due import expected
from bot.slack.nudges.responses import state_of, told
from bot.slack.nudges.view_channel import (
    IN_A_CHANNEL,
    NOT_UNDERSTOOD,
    here_message,
    removed_message,
)
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.services import Services

HERE = "here"
ENDS = frozenset({"off", "stop", "remove", "end"})
HOW = "A weekly nudge for yourself, or a weekly prompt for a channel:"
LONGEST_WORDS = 60


async def nudges(services: Services, call: CommandCall) -> None:
    """Does what the words say; alone it says how things are."""
    if message := await _said(services, call, plain(call.text)):
        await services.messenger.respond(call.response_url, message)


async def _said(services: Services, call: CommandCall, words: str) -> Message | None:
    """What to tell the person alone; None where the channel has been told already."""
    first, _, rest = words.partition(" ")
    if first.lower() == HERE:
        return await _here(services, call, rest.strip())
    if words.lower() == "help":
        return command_help(NUDGES, HOW)
    if words:
        return await told(services, call.workspace, call.person, words)
    return await state_of(services, await services.nudges.get(call.workspace, call.person))


async def _here(services: Services, call: CommandCall, words: str) -> Message | None:
    """The channel's prompt: shown, set or ended; None where the channel has been told already."""
    channel = call.place.channel
    if channel.startswith("D"):
        return note(IN_A_CHANNEL)
    if not words:
        schedule = await services.nudges.get(call.workspace, channel)
        return here_message(schedule, await expected(services, schedule))
    if words.lower() in ENDS:
        return await _end(services, call)
    when = read_weekly(words)
    if when is None:
        return note(NOT_UNDERSTOOD.format(words=shorten(words, LONGEST_WORDS)))
    return await set_prompt(
        services, call.workspace, call.person, channel, when, f"{channel}:{call.trigger_id}"
    )


async def _end(services: Services, call: CommandCall) -> Message | None:
    """Ended for all to see, as it was set; privately where the coach was taken out meanwhile."""
    if refused := await end_prompt(services, call.workspace, call.person, call.place.channel):
        return refused
    message = removed_message(call.person)
    try:
        await services.messenger.reply(call.place, message, f"prompt-end:{call.trigger_id}")
    except Undeliverable:
        return message
    return None


NUDGES = Command(
    "/nudges",
    "When your weekly nudge comes, and a channel's weekly prompt",
    "Tuesday 10:00 | snooze 2 weeks | pause | here weekly Tuesday 10:00",
    (
        ("", "shows when your weekly nudge comes"),
        ("on", "turns it on; also `off`, `pause` and `resume`"),
        ("Tuesday 10:00", "moves it; also `workdays Sun-Thu`, `zone Europe/Lisbon`"),
        ("snooze 2 weeks", "skips until then; also `holiday 24 Dec - 2 Jan`"),
        ("less often", "every second week; `more often` undoes it"),
        ("here weekly Tuesday 10:00", "posts a weekly prompt in this channel"),
        ("here off", "ends the channel's prompt"),
    ),
    nudges,
    group="Nudges and settings",
)
