"""The buttons and menus. One line each, by action id."""

from bot.slack.actions.example import EXAMPLE
from bot.slack.actions.feedback import GIVE_FEEDBACK
from bot.slack.actions.section import SECTION
from bot.slack.registry import Action

ACTIONS: tuple[Action, ...] = (EXAMPLE, SECTION, GIVE_FEEDBACK)
