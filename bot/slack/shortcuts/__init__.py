"""What the menu of a message offers: listeners and the manifest are made from this list."""

from bot.slack.registry import Shortcut
from bot.slack.shortcuts.log_message import LOG_MESSAGE

SHORTCUTS: tuple[Shortcut, ...] = (LOG_MESSAGE,)
