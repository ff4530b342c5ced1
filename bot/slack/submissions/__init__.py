"""The modals that can be sent. One line each, by callback id."""

from bot.slack.registry import Submission
from bot.slack.submissions.feedback import FEEDBACK_WHY

SUBMISSIONS: tuple[Submission, ...] = (FEEDBACK_WHY,)
