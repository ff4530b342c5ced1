"""The slash commands: listeners, the manifest, help and the README are made from this list."""

from bot.slack.commands.ask import ASK
from bot.slack.commands.coach import COACH
from bot.slack.commands.goal import GOAL
from bot.slack.commands.learned import LEARNED
from bot.slack.commands.next import NEXT
from bot.slack.commands.nudges import NUDGES
from bot.slack.commands.skills import SKILLS
from bot.slack.registry import Command

COMMANDS: tuple[Command, ...] = (ASK, LEARNED, SKILLS, NEXT, GOAL, NUDGES, COACH)
