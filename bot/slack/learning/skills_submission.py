"""A logged skill's level, evidence or note, as entered in its modal."""

from bot.coaching.learning.edits import said_anew
from bot.coaching.learning.entries import Level
from bot.slack.api.form import ENTERED
from bot.slack.learning import pages
from bot.slack.learning.save import keep
from bot.slack.learning.views_edit import EVIDENCE, LEVEL, LONGEST_NOTE, NOTE, SKILL_EDIT, unpacked
from bot.slack.learning.views_section import where_of
from bot.slack.routing.handlers import Submission, SubmissionCall
from bot.slack.routing.services import Services

LONGEST_EVIDENCE = 2_000


async def keep_edit(services: Services, call: SubmissionCall) -> None:
    """Said anew, and shown on the page it was opened from; nothing for a skill removed since."""
    editing = unpacked(call.private_metadata)
    learner = await services.learner(call.workspace, call.person)
    known = learner.known.get(editing.skill_id)
    if known is None:
        return
    chosen = call.chosen(LEVEL, ENTERED)
    entry = said_anew(
        known,
        f"edit:{editing.opening}",
        services.clock(),
        level=Level(int(chosen)) if chosen else None,
        evidence=call.text(EVIDENCE, ENTERED)[:LONGEST_EVIDENCE],
        note=call.text(NOTE, ENTERED)[:LONGEST_NOTE],
    )
    await keep(services, [entry] if entry else [])
    message = await pages.section(services, call.workspace, call.person, where_of(known))
    await pages.show(services, message, editing.response_url, editing.view_id)


EDIT_SKILL = Submission(SKILL_EDIT, keep_edit)
