"""Clicks on a person's own nudge, and on whatever changes when nudges come."""

from dataclasses import replace

from bot.coaching.nudges.model import NO_PLAN, NOT_SURE, NudgeKind, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.slack.api.blocks import note
from bot.slack.nudges.plan import plan, remind
from bot.slack.nudges.responses import answer, clicked, redraw
from bot.slack.nudges.view import SAY, SETTINGS, WHY, why_message
from bot.slack.nudges.view_plan import PLAN, REMIND
from bot.slack.nudges.view_question import ANSWER
from bot.slack.nudges.view_settings import Opened, nudge_settings_modal
from bot.slack.nudges.view_state import WELCOME_KEY
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.local_time import zone_of
from bot.slack.routing.services import Services

OLD = "That nudge is too old. The next one will have new buttons."
PASSED = "That time has already passed. Pick another, or skip this week."


async def answer_question(services: Services, call: ActionCall) -> None:
    """Shows right or wrong with the passage, where the question was; a second click is none."""
    chosen, sent = await _clicked(services, call)
    question = sent.nudge.question if sent else None
    if sent is None or question is None or not _is_option(chosen, len(question.options)):
        await services.messenger.respond(call.response_url, note(OLD))
        return
    await redraw(services, _placed(await answer(services, sent, int(chosen)), call))


async def plan_slot(services: Services, call: ActionCall) -> None:
    """Keeps which 20 minutes; one that has passed is not planned any more."""
    said, sent = await _clicked(services, call)
    if sent is None or not said.isdecimal():
        await services.messenger.respond(call.response_url, note(OLD))
        return
    slot = float(said)
    if slot not in (*sent.nudge.slots, NO_PLAN) or NO_PLAN < slot <= services.clock():
        await services.messenger.respond(call.response_url, note(PASSED))
        return
    await redraw(services, _placed(await plan(services, sent, slot), call))


async def switch_reminder(services: Services, call: ActionCall) -> None:
    """Sets the reminder of the plan, or takes it away."""
    said, sent = await _clicked(services, call)
    if sent is None:
        await services.messenger.respond(call.response_url, note(OLD))
        return
    await remind(services, sent, wanted=said == "on")
    await redraw(services, _placed(sent, call))


async def say(services: Services, call: ActionCall) -> None:
    """What `/nudges` with the button's words would do; or why it came; or the settings."""
    words, _, key = call.value.partition("|")
    if words == SETTINGS:
        await _open_settings(services, call, replace_message=key == WELCOME_KEY)
    sent = await _touched(services, call, key)
    if words == WHY:
        await services.messenger.respond(
            call.response_url, why_message(sent.nudge) if sent else note(OLD)
        )
    elif words != SETTINGS:
        message = await clicked(services, call.workspace, call.person, words)
        if call.response_url:
            welcome = key == WELCOME_KEY
            await services.messenger.respond(call.response_url, message, replace=welcome)


async def _open_settings(services: Services, call: ActionCall, *, replace_message: bool) -> None:
    schedule = await services.nudges.get(call.workspace, call.person)
    zone = await zone_of(services, call.workspace, call.person)
    opened = Opened(call.response_url, replace_message)
    now = schedule.preferences if schedule else Preferences()
    await services.messenger.open_modal(
        call.trigger_id, nudge_settings_modal(opened, now, zone.key)
    )


async def _clicked(services: Services, call: ActionCall) -> tuple[str, Sent | None]:
    """What stands before the nudge's key, and the nudge, now touched; None for one not theirs."""
    said, _, key = call.value.partition("|")
    return said, await _touched(services, call, key)


async def _touched(services: Services, call: ActionCall, key: str) -> Sent | None:
    sent = await services.nudges.find(call.workspace, key) if key else None
    if sent is None or sent.person != call.person or sent.kind is NudgeKind.PROMPT:
        return None
    return await services.nudges.touch(call.workspace, key, services.clock())


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
