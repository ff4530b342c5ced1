"""A logged skill's level, evidence or note, as entered in its modal."""

from bot.coaching.edits import said_anew
from bot.coaching.log import Level
from bot.slack import pages
from bot.slack.desk import Desk
from bot.slack.keeping import keep
from bot.slack.registry import Submission, SubmissionCall
from bot.slack.views.form import ENTERED
from bot.slack.views.skills_edit import (
    EVIDENCE,
    LEVEL,
    LONGEST_NOTE,
    NOTE,
    SKILL_EDIT,
    unpacked,
)
from bot.slack.views.skills_section import where_of

LONGEST_EVIDENCE = 2_000


async def keep_edit(desk: Desk, call: SubmissionCall) -> None:
    """Said anew, and shown on the page it was opened from; nothing for a skill removed since."""
    editing = unpacked(call.private_metadata)
    standing = await desk.standing(call.workspace, call.person)
    known = standing.known.get(editing.skill_id)
    if known is None:
        return
    chosen = call.chosen(LEVEL, ENTERED)
    entry = said_anew(
        known,
        f"edit:{editing.opening}",
        desk.clock(),
        level=Level(int(chosen)) if chosen else None,
        evidence=call.text(EVIDENCE, ENTERED)[:LONGEST_EVIDENCE],
        note=call.text(NOTE, ENTERED)[:LONGEST_NOTE],
    )
    await keep(desk, [entry] if entry else [])
    message = await pages.section(desk, call.workspace, call.person, where_of(known))
    await pages.show(desk, message, editing.response_url, editing.view_id)


EDIT_SKILL = Submission(SKILL_EDIT, keep_edit)
