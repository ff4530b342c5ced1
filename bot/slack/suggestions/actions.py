"""Handles the answers to a suggestion: I know this, Start, Later, Not for me."""

from dataclasses import replace

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.logging_decision import batch_id
from bot.slack.api.blocks import note
from bot.slack.learning.log_skills import save_and_show, skill_entry
from bot.slack.learning.pages import answer_click
from bot.slack.learning.save import save_entries
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services
from bot.slack.suggestions.card import KNOW, LATER, NOT_FOR_ME, START, SUGGESTED_MENU
from bot.slack.suggestions.clicked_nudge import nudge_at
from bot.slack.suggestions.views import answered_message

GONE = "That skill isn't in the documents anymore. Use `/next` for new suggestions."


async def know(services: Services, call: ActionCall) -> None:
    """Log the skill; a second click on the same button changes nothing."""
    entry = await _entry(services, call)
    await answer_click(
        services, call, await save_and_show(services, [entry]) if entry else note(GONE)
    )


async def start(services: Services, call: ActionCall) -> None:
    """Record that the person is learning it now."""
    await _keep(services, call, EntryKind.STARTED)


async def later(services: Services, call: ActionCall) -> None:
    """Postpone the suggestion."""
    await _keep(services, call, EntryKind.LATER)


async def not_for_me(services: Services, call: ActionCall) -> None:
    """Stop suggesting this skill."""
    await _keep(services, call, EntryKind.NOT_FOR_ME)


async def _keep(services: Services, call: ActionCall, kind: EntryKind) -> None:
    entry = await _entry(services, call)
    if entry is None:
        await answer_click(services, call, note(GONE))
        return
    answered = replace(entry, kind=kind)
    await save_entries(services, [answered])
    guides = services.knowledge.guides_of(entry.skill_id)
    await answer_click(services, call, answered_message(answered, guides))


async def _entry(services: Services, call: ActionCall) -> Entry | None:
    """Return an entry for the clicked skill; None if it's no longer in the documents."""
    if call.place:  # answering a suggestion in a nudge means the nudge wasn't ignored
        await nudge_at(services, call.workspace, call.person, call.place.channel, call.message_ts)
    catalogue = await services.catalogue()
    skill = catalogue.present(call.value)
    batch = batch_id("suggested", call.trigger_id)
    return skill_entry(services, call, batch, skill, catalogue) if skill else None


async def use_menu(services: Services, call: ActionCall) -> None:
    """Handle an answer chosen in a suggestion's menu."""
    action_id, _, skill_id = call.value.partition(":")
    if (handle := MENU.get(action_id)) is not None:
        await handle(services, replace(call, value=skill_id))


MENU = {KNOW: know, LATER: later, NOT_FOR_ME: not_for_me}
SUGGESTED_ACTIONS = (
    Action(SUGGESTED_MENU, use_menu),
    Action(KNOW, know),
    Action(START, start),
    Action(LATER, later),
    Action(NOT_FOR_ME, not_for_me),
)
