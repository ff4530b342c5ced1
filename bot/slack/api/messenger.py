"""Sends everything the coach posts to Slack: messages, updates, files, modals, the Home tab."""

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
from bot.slack.api.errors import GONE, error_code, may_have_succeeded, to_undeliverable
from bot.slack.api.files import Attachment, send_files
from bot.slack.api.post import Posted, Unsearchable, find, post
from bot.slack.api.retries import RETRIES, SLACK_FAILED, Sleep, backoff, handlers

log = structlog.get_logger(__name__)

STATUS_SECONDS = 5.0
RESPONSES = 5
"""How many messages Slack accepts on one response_url."""
LOOKING = "is looking it up…"


class Messenger:
    """Post, update and delete messages, and show views. Bounded retries, no double posts."""

    def __init__(self, client: AsyncWebClient, *, sleep: Sleep = asyncio.sleep) -> None:
        self._client = client
        self._sleep = sleep

    async def reply(self, place: Destination, message: Message, key: str) -> tuple[str, ...]:
        """Post a message, in several parts if it is long; return each part's ts, in order.

        ``key`` identifies the reply: a part that Slack already has is not posted again.

        Raises:
            Undeliverable: the coach isn't allowed to post there.
            SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
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
                if not may_have_succeeded(error) or attempt == RETRIES:
                    raise
            await self._sleep(backoff(attempt))
            if ts := await self._posted(place, key):
                return ts
        raise AssertionError("the last attempt returns or raises")

    async def _posted(self, place: Destination, key: str) -> str | None:
        """Return the ts of the part with this key, if Slack posted it despite the error."""
        try:
            found = await find(self._client, place, key, oldest=math.inf)
        except (*SLACK_FAILED, Unsearchable):
            return None
        return found.ts if found else None

    async def send(self, to: str, message: Message, key: str) -> Posted:
        """Post the first part of a message to a channel or a person, trying only once.

        A call that fails may still have posted the message: ``find`` tells.

        Raises:
            Undeliverable: the coach isn't allowed to post there.
            SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
        """
        return await post(self._client, Destination(to), parts(message)[0], key)

    async def find(self, to: str, key: str, oldest: float) -> Posted | None:
        """Return what ``send`` posted with this key, None if it posted nothing.

        Raises:
            Unsearchable: the message isn't in the pages that are read, and there are more.
            SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
        """
        return await find(self._client, Destination(to), key, oldest)

    def stream(self, place: Destination, workspace: str, person: str) -> AsyncChatStream:
        """Return a message that grows; nothing is sent to Slack before the first words."""
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
        """Replace a message's content; of a long message, only the first part is shown."""
        part = parts(message)[0]
        await self._client.chat_update(
            channel=channel, ts=ts, text=part.text, blocks=list(part.blocks)
        )

    async def delete(self, channel: str, ts: str) -> None:
        """Delete one of the coach's messages; one that is already gone is no error."""
        try:
            await self._client.chat_delete(channel=channel, ts=ts)
        except SlackApiError as error:
            if error_code(error) not in GONE:
                raise

    async def respond(self, response_url: str, message: Message, *, replace: bool = False) -> bool:
        """Answer a command or click privately through its response_url.

        ``replace`` puts the answer in place of the clicked message. Return False if Slack no
        longer accepts answers on this response_url.
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
                    "response_refused", status=response.status_code, body=response.body[:200]
                )
                return False
        return True

    async def post_ephemeral(self, place: Destination, person: str, message: Message) -> None:
        """Post a message in a channel that only one person sees.

        Raises:
            Undeliverable: the coach isn't allowed to post there.
            SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
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
                raise to_undeliverable(error) from error

    async def permalink(self, channel: str, ts: str) -> str:
        """Return a message's URL; "" if Slack refuses, as for other people's direct messages."""
        try:
            found = await self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except SLACK_FAILED:
            return ""
        return str(found.get("permalink") or "")

    async def status(self, place: Destination, status: str = LOOKING) -> None:
        """Show that the coach is working in a thread, or clear that with "". Ignores errors."""
        if place.thread_ts is None:
            return
        try:
            async with asyncio.timeout(STATUS_SECONDS):
                await self._client.assistant_threads_setStatus(
                    channel_id=place.channel, thread_ts=place.thread_ts, status=status
                )
        except SLACK_FAILED as error:
            log.info("status_not_shown", error=error_code(error))

    async def send_files(self, person: str, comment: str, files: Sequence[Attachment]) -> None:
        """Post files with a comment into a person's direct message.

        Raises:
            CoachError: Slack doesn't accept the files.
        """
        await send_files(self._client, person, comment, files)

    async def publish_home(self, person: str, view: dict[str, Any]) -> None:
        """Publish a person's Home tab."""
        await self._client.views_publish(user_id=person, view=view)

    async def open_modal(self, trigger_id: str, view: dict[str, Any]) -> str:
        """Open a modal and return its id. Slack accepts this for 3 s after the click."""
        response = await self._client.views_open(trigger_id=trigger_id, view=view)
        return str(response["view"]["id"])

    async def push_modal(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Open a modal on top of the one that was clicked."""
        await self._client.views_push(trigger_id=trigger_id, view=view)

    async def update_modal(self, view_id: str, view: dict[str, Any]) -> None:
        """Replace a modal's content; one that was closed in the meantime is no error."""
        try:
            await self._client.views_update(view_id=view_id, view=view)
        except SlackApiError as error:
            if error_code(error) not in {"not_found", "view_not_found"}:
                raise

    async def suggest_prompts(
        self, channel: str, title: str, prompts: list[dict[str, str]]
    ) -> None:
        """Suggest questions in the Messages tab. For agents, a ``thread_ts`` would make it fail."""
        await self._client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={"channel_id": channel, "title": title, "prompts": prompts},
        )
