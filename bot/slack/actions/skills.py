"""Clicks on the pages of a person's skills: turning pages, opening sections, the skill's menu."""

from bot.coaching.edits import removed
from bot.coaching.standing import Known
from bot.slack import pages
from bot.slack.desk import Desk
from bot.slack.home import show_home
from bot.slack.keeping import keep
from bot.slack.registry import Action, ActionCall
from bot.slack.views.home_standing import HOME_PAGE, HOME_SECTION
from bot.slack.views.modal import message_modal
from bot.slack.views.skills import HISTORY_PAGE, OPEN_SECTION, SECTION_PAGE, SKILLS_PAGE
from bot.slack.views.skills_edit import Editing, edit_modal
from bot.slack.views.skills_section import EDIT, REMOVE, SKILL_MENU, removed_notice, where_of


async def turn_home(desk: Desk, call: ActionCall) -> None:
    """Another page of sections in the Home tab."""
    await show_home(desk, call.workspace, call.person, _number(call.value))


async def open_from_home(desk: Desk, call: ActionCall) -> None:
    """A section chosen in the Home tab opens in a modal."""
    message = await pages.section(desk, call.workspace, call.person, call.value)
    await desk.messenger.open_modal(call.trigger_id, message_modal(message))


async def turn_overview(desk: Desk, call: ActionCall) -> None:
    """Another page of all sections."""
    message = await pages.overview(desk, call.workspace, call.person, _number(call.value))
    await pages.show(desk, message, call.response_url, call.view_id)


async def open_section(desk: Desk, call: ActionCall) -> None:
    """A section chosen in the menu, or another page of one (``section:page``)."""
    where, _, number = call.value.partition(":")
    message = await pages.section(desk, call.workspace, call.person, where, _number(number))
    await pages.show(desk, message, call.response_url, call.view_id)


async def turn_history(desk: Desk, call: ActionCall) -> None:
    """Another page of the history, of one skill where its id stands before the number."""
    skill_id, _, number = call.value.rpartition(":")
    message = await pages.history(desk, call.workspace, call.person, _number(number), skill_id)
    await pages.show(desk, message, call.response_url, call.view_id)


async def use_menu(desk: Desk, call: ActionCall) -> None:
    """What the menu beside a logged skill offers; one removed meanwhile shows what is there now."""
    what, _, skill_id = call.value.partition(":")
    standing = await desk.standing(call.workspace, call.person)
    known = standing.known.get(skill_id)
    if known is None:
        message = await pages.overview(desk, call.workspace, call.person)
        await pages.show(desk, message, call.response_url, call.view_id)
    elif what == EDIT:
        await _edit(desk, call, known)
    elif what == REMOVE:
        await _remove(desk, call, known)
    else:
        message = await pages.history(desk, call.workspace, call.person, 0, skill_id)
        await pages.show(desk, message, call.response_url, call.view_id)


async def _edit(desk: Desk, call: ActionCall, known: Known) -> None:
    about = Editing(known.id, call.trigger_id, call.response_url, call.view_id or "")
    opens = desk.messenger.push_modal if call.view_id else desk.messenger.open_modal
    await opens(call.trigger_id, edit_modal(known, about))


async def _remove(desk: Desk, call: ActionCall, known: Known) -> None:
    entry = removed(known, f"remove:{call.trigger_id}", desk.clock())
    await keep(desk, [entry])
    notice = removed_notice(known.text, entry.id)
    where = where_of(known)
    message = await pages.section(desk, call.workspace, call.person, where, 0, notice)
    await pages.show(desk, message, call.response_url, call.view_id)


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
