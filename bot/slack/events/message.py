"""A message where the coach listens: its direct messages, and threads it takes part in."""

from bot.slack import incoming
from bot.slack.conversation import correct, take, withdraw
from bot.slack.desk import Desk
from bot.slack.errors import telling
from bot.slack.registry import Event, EventCall, Place
from bot.slack.replying import take_reply
from bot.slack.text import mentioned, plain
from bot.store.ports import Exchange

ANSWER_SECONDS = 60.0
"""How long an edit or deletion waits for the answer under way."""


async def on_message(desk: Desk, call: EventCall) -> None:
    """Sorts messages: new ones, edits and deletions."""
    kind = call.event.get("subtype")
    if kind == "message_changed":
        await _changed(desk, call)
    elif kind == "message_deleted":
        await _deleted(desk, call)
    elif incoming.from_person(call.event) and await _for_the_coach(desk, call):
        asked = incoming.question(call.workspace, call.event, call.bot_user)
        if not await take_reply(desk, asked):
            await take(desk, asked)


async def _for_the_coach(desk: Desk, call: EventCall) -> bool:
    event = call.event
    if event.get("channel_type") == "im":
        return True
    if not event.get("thread_ts"):
        return False
    thread = await desk.conversations.of_thread(
        call.workspace, str(event["channel"]), str(event["thread_ts"])
    )
    return incoming.follows_up(event, call.bot_user, thread)


async def _changed(desk: Desk, call: EventCall) -> None:
    """Unfurled links arrive as edits too: only new words count."""
    now, before = call.event.get("message") or {}, call.event.get("previous_message") or {}
    if now.get("text") == before.get("text") or not incoming.from_person(now):
        return
    text = plain(str(now.get("text") or ""), call.bot_user)
    said = await _said(desk, call, str(now.get("ts")))
    if said is None and call.bot_user in mentioned(str(now.get("text") or "")):
        asked = {**now, "channel": call.event["channel"]}
        await take(desk, incoming.question(call.workspace, asked, call.bot_user))
    if said is None or said.question == text:
        return
    place, key = Place(said.answer_channel, said.thread_ts), f"edit:{call.event_id}"
    await telling(
        correct(desk, said, text), lambda message: desk.messenger.reply(place, message, key)
    )


async def _deleted(desk: Desk, call: EventCall) -> None:
    said = await _said(desk, call, str(call.event.get("deleted_ts")))
    if said is not None:
        await withdraw(desk, said)


async def _said(desk: Desk, call: EventCall, ts: str) -> Exchange | None:
    """The exchange about a message, once the answer under way is there."""
    channel = str(call.event.get("channel"))
    await desk.work.finished(f"message:{channel}:{ts}", ANSWER_SECONDS)
    return await desk.conversations.find(call.workspace, channel, ts)


MESSAGE = Event(
    "message",
    ("message.im", "message.channels", "message.groups"),
    scopes=("im:history", "chat:write"),
    optional_scopes=("channels:history", "groups:history"),
    handle=on_message,
)
