"""The list of selects that search while somebody types."""

from bot.slack.learning.skill_options import SKILLS
from bot.slack.nudges.zone_options import ZONES
from bot.slack.routing.handlers import Options

OPTIONS: tuple[Options, ...] = (SKILLS, ZONES)
