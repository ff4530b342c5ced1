"""Somebody mentions the coach in a channel."""

from bot.slack import incoming
from bot.slack.conversation import take
from bot.slack.desk import Desk
from bot.slack.registry import Event, EventCall


async def on_mention(desk: Desk, call: EventCall) -> None:
    """Answers a person; other bots get no reply, or two of them would talk for ever."""
    if incoming.from_person(call.event):
        await take(desk, incoming.question(call.workspace, call.event, call.bot_user))


MENTION = Event(
    "app_mention", ("app_mention",), scopes=("app_mentions:read", "chat:write"), handle=on_mention
)
