"""The modals that can be sent. One line each, by callback id."""

from bot.slack.registry import Submission
from bot.slack.submissions.feedback import FEEDBACK_WHY
from bot.slack.submissions.learned import LOG, NOT_KNOWN
from bot.slack.submissions.nudges import KEEP_NUDGE_SETTINGS
from bot.slack.submissions.settings import KEEP_SETTINGS
from bot.slack.submissions.skills import EDIT_SKILL

SUBMISSIONS: tuple[Submission, ...] = (
    FEEDBACK_WHY,
    LOG,
    NOT_KNOWN,
    EDIT_SKILL,
    KEEP_SETTINGS,
    KEEP_NUDGE_SETTINGS,
)
