"""The slash commands. One line each: listeners, the manifest, help and the README are made from it."""

from bot.slack.commands.ask import ASK
from bot.slack.commands.coach import COACH
from bot.slack.registry import Command

COMMANDS: tuple[Command, ...] = (ASK, COACH)
