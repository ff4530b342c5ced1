"""Clicks on a person's own nudge, and on whatever changes when nudges come."""

from dataclasses import replace

from bot.coaching.nudge import NO_PLAN, NOT_SURE, Kind, Sent
from bot.coaching.wishes import Preferences
from bot.slack.desk import Desk
from bot.slack.nudging import answer, clicked, redraw
from bot.slack.planning import plan, remind
from bot.slack.registry import Action, ActionCall
from bot.slack.views.message import note
from bot.slack.views.nudge import SAY, SETTINGS, WHY, why_message
from bot.slack.views.nudge_plan import PLAN, REMIND
from bot.slack.views.nudge_question import ANSWER
from bot.slack.views.nudge_settings import Opened, nudge_settings_modal
from bot.slack.views.nudge_state import WELCOME_KEY
from bot.slack.zoned import zone_of

OLD = "I no longer have that nudge; the next one has new buttons."
PASSED = "That time has passed already; pick another, or leave it for this week."


async def answer_question(desk: Desk, call: ActionCall) -> None:
    """Shows right or wrong with the passage, where the question was; a second click is none."""
    chosen, sent = await _clicked(desk, call)
    question = sent.nudge.question if sent else None
    if sent is None or question is None or not _is_option(chosen, len(question.options)):
        await desk.messenger.respond(call.response_url, note(OLD))
        return
    await redraw(desk, _placed(await answer(desk, sent, int(chosen)), call))


async def plan_slot(desk: Desk, call: ActionCall) -> None:
    """Keeps which 20 minutes; one that has passed is not planned any more."""
    said, sent = await _clicked(desk, call)
    if sent is None or not said.isdecimal():
        await desk.messenger.respond(call.response_url, note(OLD))
        return
    slot = float(said)
    if slot not in (*sent.nudge.slots, NO_PLAN) or NO_PLAN < slot <= desk.clock():
        await desk.messenger.respond(call.response_url, note(PASSED))
        return
    await redraw(desk, _placed(await plan(desk, sent, slot), call))


async def switch_reminder(desk: Desk, call: ActionCall) -> None:
    """Sets the reminder of the plan, or takes it away."""
    said, sent = await _clicked(desk, call)
    if sent is None:
        await desk.messenger.respond(call.response_url, note(OLD))
        return
    await remind(desk, sent, wanted=said == "on")
    await redraw(desk, _placed(sent, call))


async def say(desk: Desk, call: ActionCall) -> None:
    """What `/nudges` with the button's words would do; or why it came; or the settings."""
    words, _, key = call.value.partition("|")
    if words == SETTINGS:
        await _open_settings(desk, call, replace_message=key == WELCOME_KEY)
    sent = await _touched(desk, call, key)
    if words == WHY:
        await desk.messenger.respond(
            call.response_url, why_message(sent.nudge) if sent else note(OLD)
        )
    elif words != SETTINGS:
        message = await clicked(desk, call.workspace, call.person, words)
        if call.response_url:
            welcome = key == WELCOME_KEY
            await desk.messenger.respond(call.response_url, message, replace=welcome)


async def _open_settings(desk: Desk, call: ActionCall, *, replace_message: bool) -> None:
    schedule = await desk.nudges.get(call.workspace, call.person)
    zone = await zone_of(desk, call.workspace, call.person)
    opened = Opened(call.response_url, replace_message)
    now = schedule.preferences if schedule else Preferences()
    await desk.messenger.open_modal(call.trigger_id, nudge_settings_modal(opened, now, zone.key))


async def _clicked(desk: Desk, call: ActionCall) -> tuple[str, Sent | None]:
    """What stands before the nudge's key, and the nudge, now touched; None for one not theirs."""
    said, _, key = call.value.partition("|")
    return said, await _touched(desk, call, key)


async def _touched(desk: Desk, call: ActionCall, key: str) -> Sent | None:
    sent = await desk.nudges.find(call.workspace, key) if key else None
    if sent is None or sent.person != call.person or sent.kind is Kind.PROMPT:
        return None
    return await desk.nudges.touch(call.workspace, key, desk.clock())


def _placed(line: Sent, call: ActionCall) -> Sent:
    """The line with the message's place, which the ledger may not have been told yet."""
    if call.place is None or not call.message_ts:
        return line
    return replace(line, channel=call.place.channel, ts=call.message_ts)


def _is_option(chosen: str, options: int) -> bool:
    return chosen == str(NOT_SURE) or (chosen.isdecimal() and int(chosen) < options)


NUDGE_ACTIONS = (
    Action(ANSWER, answer_question),
    Action(PLAN, plan_slot),
    Action(REMIND, switch_reminder),
    Action(SAY, say),
)
