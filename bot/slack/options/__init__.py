"""The selects whose options are asked for while somebody types. One line each, by action id."""

from bot.slack.options.skills import SKILLS
from bot.slack.options.zones import ZONES
from bot.slack.registry import Options

OPTIONS: tuple[Options, ...] = (SKILLS, ZONES)
