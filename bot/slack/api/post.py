"""One message to Slack, named by a key in its metadata, and how it is found again by that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.api.blocks import Message
from bot.slack.api.destination import Destination
from bot.slack.api.errors import undeliverable
from bot.slack.api.retries import SLACK_FAILED

REPLY_EVENT = "coach_reply"
"""Metadata type of what the coach posts: by it a message is found again after a failure that left
it open whether Slack took it."""
MESSAGES_A_PAGE = 200
PAGES = 10
"""How far a conversation is read to find a message again."""


class Unsearchable(Exception):
    """The message is in none of the pages that are read, and there are more."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where Slack put a message."""

    channel: str
    ts: str


async def post(client: AsyncWebClient, place: Destination, part: Message, key: str) -> Posted:
    """Posts it, without trying again.

    ``place.channel`` may be a person's id, for their direct message. Raises ``Undeliverable`` where
    the coach may not write, ``SLACK_FAILED`` where Slack fails.
    """
    try:
        response = await client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread_ts,
            text=part.text,
            blocks=list(part.blocks),
            metadata={"event_type": REPLY_EVENT, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
    except SLACK_FAILED as error:
        raise undeliverable(error) from error
    return Posted(str(response["channel"]), str(response["ts"]))


async def find(
    client: AsyncWebClient, place: Destination, key: str, oldest: float = 0.0
) -> Posted | None:
    """The message with this key; None where there is none.

    A thread is read from its beginning, a channel from its newest message back to ``oldest``, in
    seconds since 1970. Raises ``Unsearchable`` where that is too far, ``SLACK_FAILED`` where Slack
    fails or does not let the coach read there.
    """
    channel = await _conversation(client, place.channel)
    cursor: str | None = None
    for _ in range(PAGES):
        found = await _page(client, Destination(channel, place.thread_ts), cursor)
        messages: list[dict[str, Any]] = found.get("messages") or []
        if ts := next(_named(messages, key), None):
            return Posted(channel, ts)
        cursor = (found.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
        if not place.thread_ts and messages and float(messages[-1]["ts"]) < oldest:
            return None
    raise Unsearchable


async def _conversation(client: AsyncWebClient, to: str) -> str:
    """A channel's id; a person's direct message is opened for it."""
    if not to.startswith(("U", "W")):
        return to
    opened = await client.conversations_open(users=to)
    return str(opened["channel"]["id"])


def _named(messages: list[dict[str, Any]], key: str) -> Iterator[str]:
    for message in messages:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("key") == key:
            yield str(message["ts"])


async def _page(
    client: AsyncWebClient, place: Destination, cursor: str | None
) -> AsyncSlackResponse:
    options: dict[str, Any] = {
        "channel": place.channel,
        "limit": MESSAGES_A_PAGE,
        "include_all_metadata": True,
        "cursor": cursor,
    }
    if place.thread_ts:
        return await client.conversations_replies(ts=place.thread_ts, **options)
    return await client.conversations_history(**options)
