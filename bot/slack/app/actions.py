"""The list of all buttons and menus."""

from bot.slack.answers.actions import EXAMPLE, SECTION
from bot.slack.feedback.actions import GIVE_FEEDBACK
from bot.slack.learning.form_actions import LEARNED_FORM_ACTIONS
from bot.slack.learning.logged_actions import LEARNED_ACTIONS
from bot.slack.learning.skills_actions import SKILLS_ACTIONS
from bot.slack.nudges.actions import NUDGE_ACTIONS
from bot.slack.nudges.prompt_actions import PROMPT_ACTIONS
from bot.slack.privacy.actions import DATA_ACTIONS, SETTINGS_ACTIONS
from bot.slack.recall.quiz import QUIZ_ACTIONS
from bot.slack.routing.handlers import Action
from bot.slack.suggestions.actions import SUGGESTED_ACTIONS
from bot.slack.suggestions.next import GOAL_ACTIONS
from bot.slack.suggestions.plan import PLAN_ACTIONS

ACTIONS: tuple[Action, ...] = (
    EXAMPLE,
    SECTION,
    GIVE_FEEDBACK,
    *QUIZ_ACTIONS,
    *LEARNED_ACTIONS,
    *LEARNED_FORM_ACTIONS,
    *SKILLS_ACTIONS,
    *SETTINGS_ACTIONS,
    *DATA_ACTIONS,
    *SUGGESTED_ACTIONS,
    *PLAN_ACTIONS,
    *GOAL_ACTIONS,
    *NUDGE_ACTIONS,
    *PROMPT_ACTIONS,
)
