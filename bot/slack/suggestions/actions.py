"""The answers to a suggestion: I know this, Start, Later, Not for me."""

from dataclasses import replace

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.logging_decision import batch_id
from bot.slack.api.blocks import note
from bot.slack.learning.log_skills import known, logged
from bot.slack.learning.pages import answer_click
from bot.slack.learning.save import keep
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from bot.slack.suggestions.card import KNOW, LATER, NOT_FOR_ME, START
from bot.slack.suggestions.nudge_touch import nudge_at
from bot.slack.suggestions.views import answered_message

GONE = "That skill is not in the documents anymore; `/next` looks at what is there now."


async def know(services: Services, call: ActionCall) -> None:
    """Logs the skill; a second click on the same button changes nothing."""
    entry = await _entry(services, call)
    await answer_click(services, call, await logged(services, [entry]) if entry else note(GONE))


async def start(services: Services, call: ActionCall) -> None:
    """They are learning it now."""
    await _keep(services, call, EntryKind.STARTED)


async def later(services: Services, call: ActionCall) -> None:
    """Put off for a while."""
    await _keep(services, call, EntryKind.LATER)


async def not_for_me(services: Services, call: ActionCall) -> None:
    """Never to be suggested again."""
    await _keep(services, call, EntryKind.NOT_FOR_ME)


async def _keep(services: Services, call: ActionCall, kind: EntryKind) -> None:
    entry = await _entry(services, call)
    if entry is None:
        await answer_click(services, call, note(GONE))
        return
    said = replace(entry, kind=kind)
    await keep(services, [said])
    await answer_click(services, call, answered_message(said))


async def _entry(services: Services, call: ActionCall) -> Entry | None:
    """What a click says of its skill; None where that has left the documents."""
    if call.place:  # a nudge that was answered like this was not ignored
        await nudge_at(services, call.workspace, call.person, call.place.channel, call.message_ts)
    catalogue = await services.catalogue()
    skill = catalogue.present(call.value)
    batch = batch_id("suggested", call.trigger_id)
    return known(services, call, batch, skill, catalogue) if skill else None


SUGGESTED_ACTIONS = (
    Action(KNOW, know),
    Action(START, start),
    Action(LATER, later),
    Action(NOT_FOR_ME, not_for_me),
)
