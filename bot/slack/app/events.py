"""The list of events the coach listens to; listeners and manifest are generated from it."""

from bot.slack.app.event_handlers import MENTION, MESSAGE, TOKENS_REVOKED, UNINSTALLED
from bot.slack.home.home import HOME_OPENED
from bot.slack.routing.handlers import Event

EVENTS: tuple[Event, ...] = (MENTION, MESSAGE, HOME_OPENED, UNINSTALLED, TOKENS_REVOKED)
