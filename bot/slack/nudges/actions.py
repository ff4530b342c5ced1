"""Handles clicks on a person's nudge, and on buttons that change when nudges come."""

from dataclasses import replace

from bot.coaching.nudges.model import NO_PLAN, NOT_SURE, NudgeKind, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.slack.api.blocks import note
from bot.slack.nudges.responses import record_answer, redraw, run_click
from bot.slack.nudges.time_slot import save_plan, set_reminder
from bot.slack.nudges.view import SAY, SETTINGS, WHY, why_message
from bot.slack.nudges.view_question import ANSWER
from bot.slack.nudges.view_settings import FormContext, nudge_settings_modal
from bot.slack.nudges.view_state import WELCOME_KEY
from bot.slack.nudges.view_time_slot import PLAN, REMIND
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.local_time import lookup_zone
from bot.slack.routing.services import Services

OLD = "That nudge is too old. The next one will have new buttons."
PASSED = "That time has already passed. Pick another, or skip this week."


async def answer_question(services: Services, call: ActionCall) -> None:
    """Replace the question with the result and the passage; only the first click counts."""
    chosen, sent = await _clicked(services, call)
    question = sent.nudge.question if sent else None
    if sent is None or question is None or not _is_option(chosen, len(question.options)):
        await services.messenger.respond(call.response_url, note(OLD))
        return
    await redraw(services, _placed(await record_answer(services, sent, int(chosen)), call))


async def plan_slot(services: Services, call: ActionCall) -> None:
    """Save the chosen time, unless they have passed."""
    chosen, sent = await _clicked(services, call)
    if sent is None or not chosen.isdecimal():
        await services.messenger.respond(call.response_url, note(OLD))
        return
    slot = float(chosen)
    if slot not in (*sent.nudge.slots, NO_PLAN) or NO_PLAN < slot <= services.clock():
        await services.messenger.respond(call.response_url, note(PASSED))
        return
    await redraw(services, _placed(await save_plan(services, sent, slot), call))


async def switch_reminder(services: Services, call: ActionCall) -> None:
    """Set or remove the reminder of the plan."""
    chosen, sent = await _clicked(services, call)
    if sent is None:
        await services.messenger.respond(call.response_url, note(OLD))
        return
    await set_reminder(services, sent, wanted=chosen == "on")
    await redraw(services, _placed(sent, call))


async def change_nudges(services: Services, call: ActionCall) -> None:
    """Do what `/nudges` with the button's words would do, say why it came, or open settings."""
    words, _, key = call.value.partition("|")
    if words == SETTINGS:
        await _open_settings(services, call, replace_message=key == WELCOME_KEY)
    sent = await _touched(services, call, key)
    if words == WHY:
        await services.messenger.respond(
            call.response_url, why_message(sent.nudge) if sent else note(OLD)
        )
    elif words != SETTINGS:
        message = await run_click(services, call.workspace, call.person, words)
        if call.response_url:
            welcome = key == WELCOME_KEY
            await services.messenger.respond(call.response_url, message, replace=welcome)


async def _open_settings(services: Services, call: ActionCall, *, replace_message: bool) -> None:
    schedule = await services.nudges.get(call.workspace, call.person)
    zone = await lookup_zone(services, call.workspace, call.person)
    opened = FormContext(call.response_url, replace_message)
    now = schedule.preferences if schedule else Preferences()
    await services.messenger.open_modal(
        call.trigger_id, nudge_settings_modal(opened, now, zone.key)
    )


async def _clicked(services: Services, call: ActionCall) -> tuple[str, Sent | None]:
    """Return the clicked value and the nudge, marked as answered; None if it isn't theirs."""
    chosen, _, key = call.value.partition("|")
    return chosen, await _touched(services, call, key)


async def _touched(services: Services, call: ActionCall, key: str) -> Sent | None:
    sent = await services.nudges.find(call.workspace, key) if key else None
    if sent is None or sent.person != call.person or sent.kind is NudgeKind.PROMPT:
        return None
    return await services.nudges.touch(call.workspace, key, services.clock())


def _placed(line: Sent, call: ActionCall) -> Sent:
    """Return the line with the message's channel and ts, which may not be stored yet."""
    if call.place is None or not call.message_ts:
        return line
    return replace(line, channel=call.place.channel, ts=call.message_ts)


def _is_option(chosen: str, options: int) -> bool:
    return chosen == str(NOT_SURE) or (chosen.isdecimal() and int(chosen) < options)


NUDGE_ACTIONS = (
    Action(ANSWER, answer_question),
    Action(PLAN, plan_slot),
    Action(REMIND, switch_reminder),
    Action(SAY, change_nudges),
)
