"""Clicks on the pages of a person's skills: turning pages, opening sections, the skill's menu."""

from bot.coaching.learning.edits import removed
from bot.coaching.learning.learner_state import Known
from bot.slack.api.modal import message_modal
from bot.slack.learning import pages
from bot.slack.learning.home_actions import HOME_PAGE, HOME_SECTION
from bot.slack.learning.save import keep
from bot.slack.learning.views_edit import Editing, edit_modal
from bot.slack.learning.views_section import EDIT, REMOVE, SKILL_MENU, removed_notice, where_of
from bot.slack.learning.views_skills import HISTORY_PAGE, OPEN_SECTION, SECTION_PAGE, SKILLS_PAGE
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services


async def turn_home(services: Services, call: ActionCall) -> None:
    """Another page of sections in the Home tab."""
    await services.show_home(call.workspace, call.person, _number(call.value))


async def open_from_home(services: Services, call: ActionCall) -> None:
    """A section chosen in the Home tab opens in a modal."""
    message = await pages.section(services, call.workspace, call.person, call.value)
    await services.messenger.open_modal(call.trigger_id, message_modal(message))


async def turn_overview(services: Services, call: ActionCall) -> None:
    """Another page of all sections."""
    message = await pages.overview(services, call.workspace, call.person, _number(call.value))
    await pages.show(services, message, call.response_url, call.view_id)


async def open_section(services: Services, call: ActionCall) -> None:
    """A section chosen in the menu, or another page of one (``section:page``)."""
    where, _, number = call.value.partition(":")
    message = await pages.section(services, call.workspace, call.person, where, _number(number))
    await pages.show(services, message, call.response_url, call.view_id)


async def turn_history(services: Services, call: ActionCall) -> None:
    """Another page of the history, of one skill where its id stands before the number."""
    skill_id, _, number = call.value.rpartition(":")
    message = await pages.history(services, call.workspace, call.person, _number(number), skill_id)
    await pages.show(services, message, call.response_url, call.view_id)


async def use_menu(services: Services, call: ActionCall) -> None:
    """What the menu beside a logged skill offers; one removed meanwhile shows what is there now."""
    what, _, skill_id = call.value.partition(":")
    learner = await services.learner(call.workspace, call.person)
    known = learner.known.get(skill_id)
    if known is None:
        message = await pages.overview(services, call.workspace, call.person)
        await pages.show(services, message, call.response_url, call.view_id)
    elif what == EDIT:
        await _edit(services, call, known)
    elif what == REMOVE:
        await _remove(services, call, known)
    else:
        message = await pages.history(services, call.workspace, call.person, 0, skill_id)
        await pages.show(services, message, call.response_url, call.view_id)


async def _edit(services: Services, call: ActionCall, known: Known) -> None:
    about = Editing(known.id, call.trigger_id, call.response_url, call.view_id or "")
    opens = services.messenger.push_modal if call.view_id else services.messenger.open_modal
    await opens(call.trigger_id, edit_modal(known, about))


async def _remove(services: Services, call: ActionCall, known: Known) -> None:
    entry = removed(known, f"remove:{call.trigger_id}", services.clock())
    await keep(services, [entry])
    notice = removed_notice(known.text, entry.id)
    where = where_of(known)
    message = await pages.section(services, call.workspace, call.person, where, 0, notice)
    await pages.show(services, message, call.response_url, call.view_id)


def _number(text: str) -> int:
    """A page's number as a button carries it; the first page for anything else."""
    return int(text) if text.isdecimal() else 0


SKILLS_ACTIONS = (
    Action(HOME_PAGE, turn_home),
    Action(HOME_SECTION, open_from_home),
    Action(SKILLS_PAGE, turn_overview),
    Action(OPEN_SECTION, open_section),
    Action(SECTION_PAGE, open_section),
    Action(HISTORY_PAGE, turn_history),
    Action(SKILL_MENU, use_menu),
)
