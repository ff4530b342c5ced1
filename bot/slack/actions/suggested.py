"""The answers to a suggestion: I know this, Start, Later, Not for me."""

from dataclasses import replace

from bot.coaching.learned import batch_id
from bot.coaching.log import Entry, Kind
from bot.slack.desk import Desk
from bot.slack.keeping import keep
from bot.slack.learning import known, logged
from bot.slack.nudging import nudge_at
from bot.slack.pages import answer_click
from bot.slack.registry import Action, ActionCall
from bot.slack.views.message import note
from bot.slack.views.next import answered_message
from bot.slack.views.suggestion import KNOW, LATER, NOT_FOR_ME, START

GONE = "That skill is no longer in the documents; `/next` looks at what is there now."


async def know(desk: Desk, call: ActionCall) -> None:
    """Logs the skill; a second click on the same button changes nothing."""
    entry = await _entry(desk, call)
    await answer_click(desk, call, await logged(desk, [entry]) if entry else note(GONE))


async def start(desk: Desk, call: ActionCall) -> None:
    """They are learning it now."""
    await _keep(desk, call, Kind.STARTED)


async def later(desk: Desk, call: ActionCall) -> None:
    """Put off for a while."""
    await _keep(desk, call, Kind.LATER)


async def not_for_me(desk: Desk, call: ActionCall) -> None:
    """Never to be suggested again."""
    await _keep(desk, call, Kind.NOT_FOR_ME)


async def _keep(desk: Desk, call: ActionCall, kind: Kind) -> None:
    entry = await _entry(desk, call)
    if entry is None:
        await answer_click(desk, call, note(GONE))
        return
    said = replace(entry, kind=kind)
    await keep(desk, [said])
    await answer_click(desk, call, answered_message(said))


async def _entry(desk: Desk, call: ActionCall) -> Entry | None:
    """What a click says of its skill; None where that has left the documents."""
    if call.place:  # a nudge that was answered like this was not ignored
        await nudge_at(desk, call.workspace, call.person, call.place.channel, call.message_ts)
    catalogue = await desk.catalogue()
    skill = catalogue.present(call.value)
    batch = batch_id("suggested", call.trigger_id)
    return known(desk, call, batch, skill, catalogue) if skill else None


SUGGESTED_ACTIONS = (
    Action(KNOW, know),
    Action(START, start),
    Action(LATER, later),
    Action(NOT_FOR_ME, not_for_me),
)
