"""The buttons and menus. One line each, by action id."""

from bot.slack.actions.data import DATA_ACTIONS
from bot.slack.actions.example import EXAMPLE
from bot.slack.actions.feedback import GIVE_FEEDBACK
from bot.slack.actions.learned import LEARNED_ACTIONS
from bot.slack.actions.learned_form import LEARNED_FORM_ACTIONS
from bot.slack.actions.nudge import NUDGE_ACTIONS
from bot.slack.actions.nudge_prompt import PROMPT_ACTIONS
from bot.slack.actions.section import SECTION
from bot.slack.actions.settings import SETTINGS_ACTIONS
from bot.slack.actions.skills import SKILLS_ACTIONS
from bot.slack.actions.suggested import SUGGESTED_ACTIONS
from bot.slack.registry import Action

ACTIONS: tuple[Action, ...] = (
    EXAMPLE,
    SECTION,
    GIVE_FEEDBACK,
    *LEARNED_ACTIONS,
    *LEARNED_FORM_ACTIONS,
    *SKILLS_ACTIONS,
    *SETTINGS_ACTIONS,
    *DATA_ACTIONS,
    *SUGGESTED_ACTIONS,
    *NUDGE_ACTIONS,
    *PROMPT_ACTIONS,
)
