"""Everything the coach says to Slack goes through here."""

import asyncio
import logging
import math
from collections.abc import Sequence
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.api.blocks import Message, parts
from bot.slack.api.destination import Destination
from bot.slack.api.errors import GONE, code, left_open, undeliverable
from bot.slack.api.files import Attachment, send_files
from bot.slack.api.post import Posted, Unsearchable, find, post
from bot.slack.api.retries import RETRIES, SLACK_FAILED, Sleep, backoff, handlers

log = structlog.get_logger(__name__)

STATUS_SECONDS = 5.0
RESPONSES = 5
"""Slack takes so many answers to one response_url."""
LOOKING = "is looking it up…"


class Messenger:
    """Posts, updates and withdraws messages; shows views. Bounded retries, no double posts."""

    def __init__(self, client: AsyncWebClient, *, sleep: Sleep = asyncio.sleep) -> None:
        self._client = client
        self._sleep = sleep

    async def reply(self, place: Destination, message: Message, key: str) -> tuple[str, ...]:
        """Posts a message, in several parts where it is long; returns their ts in order.

        ``key`` names the reply for good: a part that Slack already holds is not posted again.
        Raises ``Undeliverable`` where the coach may not write, ``SlackApiError`` where Slack fails.
        """
        posted = []
        for number, part in enumerate(parts(message)):
            posted.append(await self._post(place, part, f"{key}/{number}"))
        return tuple(posted)

    async def _post(self, place: Destination, part: Message, key: str) -> str:
        for attempt in range(RETRIES + 1):
            try:
                return (await post(self._client, place, part, key)).ts
            except SLACK_FAILED as error:
                if not left_open(error) or attempt == RETRIES:
                    raise
            await self._sleep(backoff(attempt))
            if ts := await self._posted(place, key):
                return ts
        raise AssertionError("the last attempt returns or raises")

    async def _posted(self, place: Destination, key: str) -> str | None:
        """The ts of the part with this key, where Slack took it and answered with an error."""
        try:
            found = await find(self._client, place, key, oldest=math.inf)
        except (*SLACK_FAILED, Unsearchable):
            return None
        return found.ts if found else None

    async def send(self, to: str, message: Message, key: str) -> Posted:
        """Posts the first part of a message to a channel or a person, and tries only once: what
        fails may have arrived all the same. Raises as ``posting.post``."""
        return await post(self._client, Destination(to), parts(message)[0], key)

    async def find(self, to: str, key: str, oldest: float) -> Posted | None:
        """What ``send`` posted with this key; raises as ``posting.find``."""
        return await find(self._client, Destination(to), key, oldest)

    def stream(self, place: Destination, workspace: str, person: str) -> AsyncChatStream:
        """A message that grows. Slack hears of it with the first words, not before."""
        return AsyncChatStream(
            self._client,
            channel=place.channel,
            thread_ts=place.thread_ts or "",
            recipient_team_id=workspace,
            recipient_user_id=person,
            buffer_size=1,
            logger=logging.getLogger(__name__),
        )

    async def update(self, channel: str, ts: str, message: Message) -> None:
        """Replaces what a message says; only the first part of a long one."""
        part = parts(message)[0]
        await self._client.chat_update(
            channel=channel, ts=ts, text=part.text, blocks=list(part.blocks)
        )

    async def withdraw(self, channel: str, ts: str) -> None:
        """Deletes a message of the coach's; one that is gone already is no error."""
        try:
            await self._client.chat_delete(channel=channel, ts=ts)
        except SlackApiError as error:
            if code(error) not in GONE:
                raise

    async def respond(self, response_url: str, message: Message, *, replace: bool = False) -> bool:
        """Answers a command or click privately, through its response_url; False where it is spent.

        With ``replace`` in the place of the message that was clicked.
        """
        webhook = AsyncWebhookClient(response_url, timeout=30, retry_handlers=handlers(self._sleep))
        for number, part in enumerate(parts(message)[:RESPONSES]):
            response = await webhook.send(
                text=part.text,
                blocks=list(part.blocks),
                response_type="ephemeral",
                replace_original=replace and number == 0,
            )
            if response.status_code != 200:
                log.warning(
                    "response refused", status=response.status_code, body=response.body[:200]
                )
                return False
        return True

    async def whisper(self, place: Destination, person: str, message: Message) -> None:
        """Says something in a channel that only one person sees.

        Raises ``Undeliverable`` where the coach may not write, ``SlackApiError`` where Slack fails.
        """
        for part in parts(message):
            try:
                await self._client.chat_postEphemeral(
                    channel=place.channel,
                    user=person,
                    thread_ts=place.thread_ts,
                    text=part.text,
                    blocks=list(part.blocks),
                )
            except SLACK_FAILED as error:
                raise undeliverable(error) from error

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message; "" where Slack does not tell, as in others' direct messages."""
        try:
            found = await self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except SLACK_FAILED:
            return ""
        return str(found.get("permalink") or "")

    async def status(self, place: Destination, status: str = LOOKING) -> None:
        """Shows that the coach is at work, or clears that with "". Errors are let go."""
        if place.thread_ts is None:
            return
        try:
            async with asyncio.timeout(STATUS_SECONDS):
                await self._client.assistant_threads_setStatus(
                    channel_id=place.channel, thread_ts=place.thread_ts, status=status
                )
        except SLACK_FAILED as error:
            log.info("status_not_shown", error=code(error))

    async def send_files(self, person: str, comment: str, files: Sequence[Attachment]) -> None:
        """Puts files into the direct message with a person; raises as ``files.send_files``."""
        await send_files(self._client, person, comment, files)

    async def publish_home(self, person: str, view: dict[str, Any]) -> None:
        """Shows the Home tab."""
        await self._client.views_publish(user_id=person, view=view)

    async def open_modal(self, trigger_id: str, view: dict[str, Any]) -> str:
        """Opens a modal (within 3 s of the click) and returns its id."""
        response = await self._client.views_open(trigger_id=trigger_id, view=view)
        return str(response["view"]["id"])

    async def push_modal(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Opens a modal on top of the one that was clicked in."""
        await self._client.views_push(trigger_id=trigger_id, view=view)

    async def update_modal(self, view_id: str, view: dict[str, Any]) -> None:
        """Replaces what a modal shows; one closed meanwhile is no error."""
        try:
            await self._client.views_update(view_id=view_id, view=view)
        except SlackApiError as error:
            if code(error) not in {"not_found", "view_not_found"}:
                raise

    async def suggest_prompts(
        self, channel: str, title: str, prompts: list[dict[str, str]]
    ) -> None:
        """Offers questions in the Messages tab; with a ``thread_ts`` it would fail for agents."""
        await self._client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={"channel_id": channel, "title": title, "prompts": prompts},
        )
