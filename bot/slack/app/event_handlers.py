"""Handles messages, mentions and uninstalls."""

from bot.coaching.courtesy import without_code
from bot.slack.answers import message_filter
from bot.slack.answers.conversation import delete_answer, start_answer, update_answer
from bot.slack.api.blocks import note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import run_or_tell
from bot.slack.api.mrkdwn import mentioned, plain
from bot.slack.app.commands import DIALOGUE
from bot.slack.nudges.dm_replies import take_reply
from bot.slack.routing.handlers import Event, EventCall
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services
from bot.store.personal_data import forget_workspace
from bot.store.ports import Exchange

UNSEEN = (
    "I only see messages that mention me, so I don't know what this thread is about. Put the "
    "question into one message with my name, and I'll answer it here."
)
ANSWER_SECONDS = 60.0
"""How long an edit or deletion waits for an answer that is being written."""


async def on_message(services: Services, call: EventCall) -> None:
    """Handle a new, edited or deleted message."""
    kind = call.event.get("subtype")
    if kind == "message_changed":
        await _changed(services, call)
    elif kind == "message_deleted":
        await _deleted(services, call)
    elif message_filter.is_from_person(call.event) and await _is_for_coach(services, call):
        question = message_filter.to_question(call.workspace, call.event, call.bot_user)
        if not await take_reply(services, question):
            await DIALOGUE.take(services, question)


async def _is_for_coach(services: Services, call: EventCall) -> bool:
    event = call.event
    if event.get("channel_type") == "im":
        return True
    if not event.get("thread_ts"):
        return False
    thread = await services.conversations.of_thread(
        call.workspace, str(event["channel"]), str(event["thread_ts"])
    )
    return message_filter.is_follow_up(event, call.bot_user, thread)


async def _changed(services: Services, call: EventCall) -> None:
    """Answer an edited question. Unfurled links arrive as edits too, so only new text counts."""
    now, before = call.event.get("message") or {}, call.event.get("previous_message") or {}
    if now.get("text") == before.get("text") or not message_filter.is_from_person(now):
        return
    text = plain(str(now.get("text") or ""), call.bot_user)
    exchange = await _find_exchange(services, call, str(now.get("ts")))
    if exchange is None and call.bot_user in mentioned(str(now.get("text") or "")):
        event = {**now, "channel": call.event["channel"]}
        await start_answer(
            services, message_filter.to_question(call.workspace, event, call.bot_user)
        )
    if exchange is None or exchange.question == text:
        return
    place, key = Destination(exchange.answer_channel, exchange.thread_ts), f"edit:{call.event_id}"
    await run_or_tell(
        update_answer(services, exchange, text),
        lambda message: services.messenger.reply(place, message, key),
    )


async def _deleted(services: Services, call: EventCall) -> None:
    exchange = await _find_exchange(services, call, str(call.event.get("deleted_ts")))
    if exchange is not None:
        await delete_answer(services, exchange)


async def _find_exchange(services: Services, call: EventCall, ts: str) -> Exchange | None:
    """Return the exchange about a message, after waiting for an answer that is being written."""
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
    """Serve a mention by a person; two bots answering each other would never stop."""
    if not message_filter.is_from_person(call.event) or _only_in_code(call):
        return
    question = message_filter.to_question(call.workspace, call.event, call.bot_user)
    if await _is_about_unseen_thread(services, question):
        key = f"{question.key}/unseen"
        if await services.claims.take(question.workspace, key, services.clock()):
            await services.messenger.reply(question.place, note(UNSEEN), key)
        return
    await DIALOGUE.take(services, question)


async def _is_about_unseen_thread(services: Services, question: AskedQuestion) -> bool:
    """Whether a mention leans on a thread of which the coach has seen nothing."""
    if question.thread_ts == question.ts or not message_filter.leans_on_thread(question.text):
        return False
    return not await services.conversations.of_thread(
        question.workspace, question.channel, question.thread_ts
    )


def _only_in_code(call: EventCall) -> bool:
    """Whether the coach's name is only in code, where nobody is meant."""
    return call.bot_user not in mentioned(without_code(str(call.event.get("text") or "")))


MENTION = Event(
    "app_mention", ("app_mention",), scopes=("app_mentions:read", "chat:write"), handle=on_mention
)


async def on_removed(services: Services, call: EventCall) -> None:
    """Forget a workspace that uninstalled the app; both events come, and twice does no harm."""
    tokens = call.event.get("tokens") or {}
    if call.event.get("type") == "app_uninstalled" or tokens.get("bot"):
        await forget_workspace(services.personal, call.workspace)


UNINSTALLED = Event("app_uninstalled", ("app_uninstalled",), scopes=(), handle=on_removed)


TOKENS_REVOKED = Event("tokens_revoked", ("tokens_revoked",), scopes=(), handle=on_removed)
