"""A message where the coach listens: its direct messages, and threads it takes part in."""

from bot.slack.answers import message_filter
from bot.slack.answers.conversation import correct, take, withdraw
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import telling
from bot.slack.api.mrkdwn import mentioned, plain
from bot.slack.nudges.dm_replies import take_reply
from bot.slack.routing.handlers import Event, EventCall
from bot.slack.routing.services import Services
from bot.store.personal import forget_workspace
from bot.store.ports import Exchange

ANSWER_SECONDS = 60.0
"""How long an edit or deletion waits for the answer under way."""


async def on_message(services: Services, call: EventCall) -> None:
    """Sorts messages: new ones, edits and deletions."""
    kind = call.event.get("subtype")
    if kind == "message_changed":
        await _changed(services, call)
    elif kind == "message_deleted":
        await _deleted(services, call)
    elif message_filter.from_person(call.event) and await _for_the_coach(services, call):
        asked = message_filter.question(call.workspace, call.event, call.bot_user)
        if not await take_reply(services, asked):
            await take(services, asked)


async def _for_the_coach(services: Services, call: EventCall) -> bool:
    event = call.event
    if event.get("channel_type") == "im":
        return True
    if not event.get("thread_ts"):
        return False
    thread = await services.conversations.of_thread(
        call.workspace, str(event["channel"]), str(event["thread_ts"])
    )
    return message_filter.follows_up(event, call.bot_user, thread)


async def _changed(services: Services, call: EventCall) -> None:
    """Unfurled links arrive as edits too: only new words count."""
    now, before = call.event.get("message") or {}, call.event.get("previous_message") or {}
    if now.get("text") == before.get("text") or not message_filter.from_person(now):
        return
    text = plain(str(now.get("text") or ""), call.bot_user)
    said = await _said(services, call, str(now.get("ts")))
    if said is None and call.bot_user in mentioned(str(now.get("text") or "")):
        asked = {**now, "channel": call.event["channel"]}
        await take(services, message_filter.question(call.workspace, asked, call.bot_user))
    if said is None or said.question == text:
        return
    place, key = Destination(said.answer_channel, said.thread_ts), f"edit:{call.event_id}"
    await telling(
        correct(services, said, text), lambda message: services.messenger.reply(place, message, key)
    )


async def _deleted(services: Services, call: EventCall) -> None:
    said = await _said(services, call, str(call.event.get("deleted_ts")))
    if said is not None:
        await withdraw(services, said)


async def _said(services: Services, call: EventCall, ts: str) -> Exchange | None:
    """The exchange about a message, once the answer under way is there."""
    channel = str(call.event.get("channel"))
    await services.work.finished(f"message:{channel}:{ts}", ANSWER_SECONDS)
    return await services.conversations.find(call.workspace, channel, ts)


MESSAGE = Event(
    "message",
    ("message.im", "message.channels", "message.groups"),
    scopes=("im:history", "chat:write"),
    optional_scopes=("channels:history", "groups:history"),
    handle=on_message,
)


async def on_mention(services: Services, call: EventCall) -> None:
    """Answers a person; other bots get no reply, or two of them would talk for ever."""
    if message_filter.from_person(call.event):
        await take(services, message_filter.question(call.workspace, call.event, call.bot_user))


MENTION = Event(
    "app_mention", ("app_mention",), scopes=("app_mentions:read", "chat:write"), handle=on_mention
)


async def on_removed(services: Services, call: EventCall) -> None:
    """Both events come, in either order; forgetting twice is harmless."""
    tokens = call.event.get("tokens") or {}
    if call.event.get("type") == "app_uninstalled" or tokens.get("bot"):
        await forget_workspace(services.personal, call.workspace)


UNINSTALLED = Event("app_uninstalled", ("app_uninstalled",), scopes=(), handle=on_removed)


TOKENS_REVOKED = Event("tokens_revoked", ("tokens_revoked",), scopes=(), handle=on_removed)
