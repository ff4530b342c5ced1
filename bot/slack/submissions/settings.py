"""Settings as sent: what has changed goes to the log."""

from bot.coaching.log import Entry, Kind, Sharing
from bot.slack.desk import Desk
from bot.slack.keeping import keep
from bot.slack.registry import Submission, SubmissionCall
from bot.slack.views.form import ENTERED
from bot.slack.views.settings import GOAL, LONGEST_GOAL, SETTINGS, SHARING


async def keep_settings(desk: Desk, call: SubmissionCall) -> None:
    """Only what is other than before is said anew."""
    standing = await desk.standing(call.workspace, call.person)
    goal = call.text(GOAL, ENTERED)[:LONGEST_GOAL]
    sharing = Sharing(call.chosen(SHARING, ENTERED) or Sharing.NOBODY)
    said = ((Kind.GOAL, goal, standing.goal), (Kind.SHARING, sharing.value, standing.sharing.value))
    changed = [(kind, words) for kind, words, before in said if words != before]
    await keep(desk, [_entry(desk, call, kind, words) for kind, words in changed])


def _entry(desk: Desk, call: SubmissionCall, kind: Kind, words: str) -> Entry:
    """Named by the opening of the modal: sent twice, it is said once."""
    entry_id = f"{kind}:{call.private_metadata}"
    return Entry(entry_id, call.workspace, call.person, desk.clock(), kind, words=words)


KEEP_SETTINGS = Submission(SETTINGS, keep_settings)
