"""Posts one message with a key in its metadata, and finds it again by that key."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.api.blocks import Message
from bot.slack.api.destination import Destination
from bot.slack.api.errors import to_undeliverable
from bot.slack.api.retries import SLACK_FAILED

REPLY_EVENT = "coach_reply"
"""Metadata type of the coach's messages, used to find one after an error that doesn't say whether
Slack posted it."""
MESSAGES_A_PAGE = 200
PAGES = 10
"""How many pages of a conversation are read to find a message."""


class Unsearchable(Exception):
    """The message isn't in the pages that are read, and there are more pages."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted message's channel and ts."""

    channel: str
    ts: str


async def post(client: AsyncWebClient, place: Destination, part: Message, key: str) -> Posted:
    """Post a message once, without retrying.

    ``place.channel`` may be a person's id, for their direct message.

    Raises:
        Undeliverable: the coach isn't allowed to post there.
        SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
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
        raise to_undeliverable(error) from error
    return Posted(str(response["channel"]), str(response["ts"]))


async def find(
    client: AsyncWebClient, place: Destination, key: str, oldest: float = 0.0
) -> Posted | None:
    """Return the message with this key, None if there is none.

    Reads a thread from its beginning, and a channel from its newest message back to ``oldest``, in
    seconds since 1970.

    Raises:
        Unsearchable: the message isn't in the pages that are read, and there are more.
        SlackApiError: Slack fails or the coach isn't allowed to read there. Other errors of
            ``SLACK_FAILED`` are possible too.
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
    """Return a channel's id; for a person's id, the id of their direct message."""
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
