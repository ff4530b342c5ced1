"""Handles clicks on the pages of a person's skills: other pages, sections, and a skill's menu."""

from bot.coaching.learning.edits import removal_entry
from bot.coaching.learning.learner_state import KnownSkill
from bot.slack.api.modal import message_modal
from bot.slack.learning import pages
from bot.slack.learning.home_actions import HOME_PAGE, HOME_SECTION
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_edit import Editing, edit_modal
from bot.slack.learning.views_section import EDIT, REMOVE, SKILL_MENU, page_of, removed_notice
from bot.slack.learning.views_skills import HISTORY_PAGE, OPEN_SECTION, SECTION_PAGE, SKILLS_PAGE
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services


async def turn_home(services: Services, call: ActionCall) -> None:
    """Show another page of sections in the Home tab."""
    await services.show_home(call.workspace, call.person, _number(call.value))


async def open_from_home(services: Services, call: ActionCall) -> None:
    """Open a section chosen in the Home tab in a modal."""
    message = await pages.section(services, call.workspace, call.person, call.value)
    await services.messenger.open_modal(call.trigger_id, message_modal(message))


async def turn_overview(services: Services, call: ActionCall) -> None:
    """Show another page of all sections."""
    message = await pages.overview(services, call.workspace, call.person, _number(call.value))
    await pages.show(services, message, call.response_url, call.view_id)


async def open_section(services: Services, call: ActionCall) -> None:
    """Show a section chosen in the menu, or another page of it (``section:page``)."""
    where, _, number = call.value.partition(":")
    message = await pages.section(services, call.workspace, call.person, where, _number(number))
    await pages.show(services, message, call.response_url, call.view_id)


async def turn_history(services: Services, call: ActionCall) -> None:
    """Show another page of the history; ``skill_id:page`` is the history of one skill."""
    skill_id, _, number = call.value.rpartition(":")
    message = await pages.history(services, call.workspace, call.person, _number(number), skill_id)
    await pages.show(services, message, call.response_url, call.view_id)


async def use_menu(services: Services, call: ActionCall) -> None:
    """Handle a logged skill's menu; if the skill was removed, show the overview instead."""
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


async def _edit(services: Services, call: ActionCall, known: KnownSkill) -> None:
    about = Editing(known.id, call.trigger_id, call.response_url, call.view_id or "")
    opens = services.messenger.push_modal if call.view_id else services.messenger.open_modal
    await opens(call.trigger_id, edit_modal(known, about))


async def _remove(services: Services, call: ActionCall, known: KnownSkill) -> None:
    entry = removal_entry(known, f"remove:{call.trigger_id}", services.clock())
    await save_entries(services, [entry])
    notice = removed_notice(known.text, entry.id)
    where = page_of(known)
    message = await pages.section(services, call.workspace, call.person, where, 0, notice)
    await pages.show(services, message, call.response_url, call.view_id)


def _number(text: str) -> int:
    """Parse a page number from a button's value; 0, the first page, for anything else."""
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
