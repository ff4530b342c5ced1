"""The events the coach listens to: listeners and the manifest are made from this list."""

from bot.slack.events.home import HOME_OPENED
from bot.slack.events.lifecycle import TOKENS_REVOKED, UNINSTALLED
from bot.slack.events.mention import MENTION
from bot.slack.events.message import MESSAGE
from bot.slack.registry import Event

EVENTS: tuple[Event, ...] = (MENTION, MESSAGE, HOME_OPENED, UNINSTALLED, TOKENS_REVOKED)
