"""Pages of a person's skills: made from where they stand now, shown where they were asked for."""

from collections.abc import Sequence

from bot.coaching.progress import progress
from bot.coaching.suggest import implied
from bot.slack.desk import Desk
from bot.slack.registry import ActionCall
from bot.slack.views.message import Block, Message, note
from bot.slack.views.modal import message_modal
from bot.slack.views.skills import GONE, OWN, overview_message
from bot.slack.views.skills_history import history_message
from bot.slack.views.skills_section import NOTHING_HERE, listed_message, section_message


async def overview(desk: Desk, workspace: str, person: str, page: int = 0) -> Message:
    """All sections."""
    catalogue, standing = await desk.catalogue(), await desk.standing(workspace, person)
    return overview_message(progress(standing, catalogue), page)


async def section(
    desk: Desk,
    workspace: str,
    person: str,
    where: str,
    page: int = 0,
    notice: Sequence[Block] = (),
) -> Message:
    """One section by its id, or the skills of none (``OWN``, ``GONE``)."""
    catalogue, standing = await desk.catalogue(), await desk.standing(workspace, person)
    come = progress(standing, catalogue)
    if where in (OWN, GONE):
        return listed_message(where, come, page, notice)
    one = come.of(where)
    if one is None:
        return note(NOTHING_HERE)
    sources = await desk.thinker.run(lambda: implied(standing, catalogue))
    shown_by = {each: standing.known[source].text for each, source in sources.items()}
    return section_message(one, page, notice, shown_by)


async def history(
    desk: Desk, workspace: str, person: str, page: int = 0, skill_id: str = ""
) -> Message:
    """What the person said, of one skill or all."""
    entries = await desk.learning.of(workspace, person)
    standing = await desk.standing(workspace, person)
    if skill_id:
        known = standing.known.get(skill_id)
        ids = {skill_id, *(e.skill_id for e in known.entries)} if known else {skill_id}
        entries = [entry for entry in entries if entry.skill_id in ids]
    return history_message(entries, {e.id for e in standing.history}, page, skill_id)


async def answer_click(
    desk: Desk, call: ActionCall, message: Message, *, replace: bool = False
) -> None:
    """Answers where the click was, beside what was clicked or in its place.

    The Home tab redraws itself.
    """
    if call.response_url:
        await desk.messenger.respond(call.response_url, message, replace=replace)
    elif call.view_id and not call.in_home:
        await desk.messenger.update_modal(call.view_id, message_modal(message))


async def show(desk: Desk, message: Message, response_url: str, view_id: str | None) -> None:
    """Puts a page in the place of the one that was clicked: in its modal, or in its message."""
    if view_id:
        await desk.messenger.update_modal(view_id, message_modal(message))
    else:
        await desk.messenger.respond(response_url, message, replace=True)
