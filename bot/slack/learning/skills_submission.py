"""Saves a changed level, evidence or note of a logged skill."""

from bot.coaching.learning.edits import edit_entry
from bot.coaching.learning.entries import Level
from bot.slack.api.form import ENTERED
from bot.slack.learning import pages
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_edit import EVIDENCE, LEVEL, LONGEST_NOTE, NOTE, SKILL_EDIT, unpack
from bot.slack.learning.views_section import page_of
from bot.slack.routing.handlers import Submission, SubmissionCall
from bot.slack.routing.services import Services

LONGEST_EVIDENCE = 2_000


async def keep_edit(services: Services, call: SubmissionCall) -> None:
    """Save the change and redraw the page it was opened from, unless the skill was removed."""
    editing = unpack(call.private_metadata)
    learner = await services.learner(call.workspace, call.person)
    known = learner.known.get(editing.skill_id)
    if known is None:
        return
    chosen = call.chosen(LEVEL, ENTERED)
    entry = edit_entry(
        known,
        f"edit:{editing.opening}",
        services.clock(),
        level=Level(int(chosen)) if chosen else None,
        evidence=call.text(EVIDENCE, ENTERED)[:LONGEST_EVIDENCE],
        note=call.text(NOTE, ENTERED)[:LONGEST_NOTE],
    )
    await save_entries(services, [entry] if entry else [])
    message = await pages.section(services, call.workspace, call.person, page_of(known))
    await pages.show(services, message, editing.response_url, editing.view_id)


EDIT_SKILL = Submission(SKILL_EDIT, keep_edit)
