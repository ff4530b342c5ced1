"""What the menu of a message offers: listeners and the manifest are made from this list."""

from bot.slack.learning.shortcut import LOG_MESSAGE
from bot.slack.routing.handlers import Shortcut

SHORTCUTS: tuple[Shortcut, ...] = (LOG_MESSAGE,)
