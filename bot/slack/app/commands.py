"""The list of slash commands; listeners, manifest, help and README are generated from it."""

from bot.slack.answers.command import ASK
from bot.slack.app.dialogue import Dialogue
from bot.slack.app.learned_command import learned_command
from bot.slack.home.coach_command import coach_command
from bot.slack.learning.skills_command import SKILLS
from bot.slack.nudges.command import NUDGES
from bot.slack.recall.quiz import QUIZ
from bot.slack.routing.handlers import Command
from bot.slack.suggestions.goal_command import GOAL
from bot.slack.suggestions.next_command import NEXT

DIALOGUE = Dialogue(lambda: COMMANDS)
"""Serves messages; its help lists these commands."""
_FEATURES = (ASK, QUIZ, learned_command(DIALOGUE), SKILLS, NEXT, GOAL, NUDGES)
COMMANDS: tuple[Command, ...] = (*_FEATURES, coach_command(_FEATURES))
