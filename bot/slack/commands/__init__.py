"""The slash commands: listeners, the manifest, help and the README are made from this list."""

from bot.slack.commands.ask import ASK
from bot.slack.commands.coach import COACH
from bot.slack.registry import Command

COMMANDS: tuple[Command, ...] = (ASK, COACH)
