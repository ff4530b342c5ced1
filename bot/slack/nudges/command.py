"""`/nudges`: sets when the weekly nudge comes, and a channel's weekly prompt."""

from bot.coaching.nudges.command_parser import parse_weekly
from bot.slack.api.blocks import Message, note
from bot.slack.api.error_report import Undeliverable
from bot.slack.api.mrkdwn import plain, shorten
from bot.slack.nudges.channel_prompt import end_prompt, set_prompt
from bot.slack.nudges.next_due import describe_next
from bot.slack.nudges.responses import describe_state, run_command
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
    """Do what the words say; without words, show the current state."""
    if message := await _answer(services, call, plain(call.text)):
        await services.messenger.respond(call.response_url, message)


async def _answer(services: Services, call: CommandCall, words: str) -> Message | None:
    """Return the private answer; None if the message in the channel is enough."""
    first, _, rest = words.partition(" ")
    if first.lower() == HERE:
        return await _here(services, call, rest.strip())
    if words.lower() == "help":
        return command_help(NUDGES, HOW)
    if words:
        return await run_command(services, call.workspace, call.person, words)
    return await describe_state(services, await services.nudges.get(call.workspace, call.person))


async def _here(services: Services, call: CommandCall, words: str) -> Message | None:
    """Show, set or end the channel's prompt; None if the message in the channel is enough."""
    channel = call.place.channel
    if channel.startswith("D"):
        return note(IN_A_CHANNEL)
    if not words:
        schedule = await services.nudges.get(call.workspace, channel)
        return here_message(schedule, await describe_next(services, schedule))
    if words.lower() in ENDS:
        return await _end(services, call)
    when = parse_weekly(words)
    if when is None:
        return note(NOT_UNDERSTOOD.format(words=shorten(words, LONGEST_WORDS)))
    return await set_prompt(
        services, call.workspace, call.person, channel, when, f"{channel}:{call.trigger_id}"
    )


async def _end(services: Services, call: CommandCall) -> Message | None:
    """End the prompt and say so in the channel, or privately if the coach can't post there."""
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
