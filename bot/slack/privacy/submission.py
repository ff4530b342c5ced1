"""Saves submitted settings: every changed value goes to the log."""

from bot.coaching.learning.entries import Entry, EntryKind, Sharing
from bot.slack.api.form import ENTERED
from bot.slack.learning.save import save_entries
from bot.slack.privacy.settings_view import GOAL, LONGEST_GOAL, SETTINGS, SHARING
from bot.slack.routing.handlers import Submission, SubmissionCall
from bot.slack.routing.services import Services


async def keep_settings(services: Services, call: SubmissionCall) -> None:
    """Save the settings that changed."""
    learner = await services.learner(call.workspace, call.person)
    goal = call.text(GOAL, ENTERED)[:LONGEST_GOAL]
    sharing = Sharing(call.chosen(SHARING, ENTERED) or Sharing.NOBODY)
    entered = (
        (EntryKind.GOAL, goal, learner.goal),
        (EntryKind.SHARING, sharing.value, learner.sharing.value),
    )
    changed = [(kind, words) for kind, words, before in entered if words != before]
    await save_entries(services, [_entry(services, call, kind, words) for kind, words in changed])


def _entry(services: Services, call: SubmissionCall, kind: EntryKind, words: str) -> Entry:
    """Return an entry whose id names the opened modal, so that saving twice counts once."""
    entry_id = f"{kind}:{call.private_metadata}"
    return Entry(entry_id, call.workspace, call.person, services.clock(), kind, words=words)


KEEP_SETTINGS = Submission(SETTINGS, keep_settings)
