"""Builds the pages of a person's skills from their current state, and shows them."""

from collections.abc import Sequence

from bot.coaching.learning.progress import compute_progress
from bot.coaching.suggestions.candidates import implied_skills
from bot.slack.api.blocks import Block, Message, note
from bot.slack.api.modal import message_modal
from bot.slack.learning.views_history import history_message
from bot.slack.learning.views_section import NOTHING_HERE, listed_message, section_message
from bot.slack.learning.views_skills import GONE, OWN, overview_message
from bot.slack.routing.handlers import ActionCall
from bot.slack.routing.services import Services


async def overview(services: Services, workspace: str, person: str, page: int = 0) -> Message:
    """Return the page with all sections; ``page`` counts from 0."""
    catalogue, learner = await services.catalogue(), await services.learner(workspace, person)
    return overview_message(compute_progress(learner, catalogue), page)


async def section(
    services: Services,
    workspace: str,
    person: str,
    where: str,
    page: int = 0,
    notice: Sequence[Block] = (),
) -> Message:
    """Return the page of one section by its id, or of skills without one (``OWN``, ``GONE``)."""
    catalogue, learner = await services.catalogue(), await services.learner(workspace, person)
    progress = compute_progress(learner, catalogue)
    if where in (OWN, GONE):
        return listed_message(where, progress, page, notice)
    one = progress.of(where)
    if one is None:
        return note(NOTHING_HERE)
    sources = await services.executor.run(lambda: implied_skills(learner, catalogue))
    shown_by = {each: learner.known[source].text for each, source in sources.items()}
    return section_message(one, page, notice, shown_by)


async def history(
    services: Services, workspace: str, person: str, page: int = 0, skill_id: str = ""
) -> Message:
    """Return the person's history, of one skill or all."""
    entries = await services.learning.of(workspace, person)
    learner = await services.learner(workspace, person)
    if skill_id:
        known = learner.known.get(skill_id)
        ids = {skill_id, *(e.skill_id for e in known.entries)} if known else {skill_id}
        entries = [entry for entry in entries if entry.skill_id in ids]
    return history_message(entries, {e.id for e in learner.history}, page, skill_id)


async def answer_click(
    services: Services, call: ActionCall, message: Message, *, replace: bool = False
) -> None:
    """Answer a click in its message or modal; ``replace`` puts the answer in the message's place.

    A click in the Home tab gets no answer, because the tab is redrawn.
    """
    if call.response_url:
        await services.messenger.respond(call.response_url, message, replace=replace)
    elif call.view_id and not call.in_home:
        await services.messenger.update_modal(call.view_id, message_modal(message))


async def show(
    services: Services, message: Message, response_url: str, view_id: str | None
) -> None:
    """Replace the clicked page with this one, in its modal or its message."""
    if view_id:
        await services.messenger.update_modal(view_id, message_modal(message))
    else:
        await services.messenger.respond(response_url, message, replace=True)
