"""The list of modals that can be submitted."""

from bot.slack.feedback.actions import FEEDBACK_WHY
from bot.slack.learning.form_submission import LOG, NOT_KNOWN
from bot.slack.learning.skills_submission import EDIT_SKILL
from bot.slack.nudges.submission import KEEP_NUDGE_SETTINGS
from bot.slack.privacy.submission import KEEP_SETTINGS
from bot.slack.routing.handlers import Submission

SUBMISSIONS: tuple[Submission, ...] = (
    FEEDBACK_WHY,
    LOG,
    NOT_KNOWN,
    EDIT_SKILL,
    KEEP_SETTINGS,
    KEEP_NUDGE_SETTINGS,
)
