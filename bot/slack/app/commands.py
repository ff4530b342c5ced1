"""The list of slash commands; listeners, manifest, help and README are generated from it."""

from bot.slack.answers.command import ASK
from bot.slack.home.coach_command import coach_command
from bot.slack.learning.learned_command import LEARNED
from bot.slack.learning.skills_command import SKILLS
from bot.slack.nudges.command import NUDGES
from bot.slack.recall.quiz import QUIZ
from bot.slack.routing.handlers import Command
from bot.slack.suggestions.goal_command import GOAL
from bot.slack.suggestions.next_command import NEXT

_FEATURES = (ASK, QUIZ, LEARNED, SKILLS, NEXT, GOAL, NUDGES)
COMMANDS: tuple[Command, ...] = (*_FEATURES, coach_command(_FEATURES))
