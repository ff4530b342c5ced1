"""Why an answer did not help, in the person's own words."""

from bot.slack.desk import Desk
from bot.slack.registry import Submission, SubmissionCall
from bot.slack.views.feedback import LONGEST_REASON, REASON_ACTION, REASON_BLOCK, WHY


async def keep_reason(desk: Desk, call: SubmissionCall) -> None:
    """Nothing said is fine too."""
    reason = call.text(REASON_BLOCK, REASON_ACTION)[:LONGEST_REASON]
    if reason:
        await desk.signals.explain(call.workspace, call.private_metadata, reason)


FEEDBACK_WHY = Submission(WHY, keep_reason)
