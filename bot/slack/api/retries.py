"""The one retry policy towards Slack.

429 is always safe to repeat: Slack did nothing. After a 5xx or a lost connection nobody knows
whether Slack did the work, so posting a message is not repeated here; ``Messenger`` looks first.
"""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

Sleep = Callable[[float], Awaitable[None]]

SLACK_FAILED = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)
"""All that a call to Slack raises when Slack refuses, breaks or is not reached."""

RETRIES = 4
LONGEST_WAIT = 30.0
"""Seconds. Where Slack asks for more patience than this, the call fails and is reported instead."""

NOT_REPEATABLE = (
    "/chat.postMessage",
    "/chat.postEphemeral",
    "/chat.startStream",
    "/chat.appendStream",
)


class RetryAfter(AsyncRetryHandler):
    """Waits as long as a 429 says, within bounds."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(max_retry_count=RETRIES)
        self._sleep = sleep

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return (
            response is not None
            and response.status_code == 429
            and retry_after(response) <= LONGEST_WAIT
        )

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        state.next_attempt_requested = True
        await self._sleep(retry_after(response) if response else 1.0)
        state.increment_current_attempt()


class ServerTrouble(AsyncConnectionErrorRetryHandler):
    """Repeats after a 5xx or a lost connection, where repeating can't do the work twice."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(max_retry_count=RETRIES)
        self._sleep = sleep

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith(NOT_REPEATABLE):
            return False
        if response is not None:
            return response.status_code >= 500
        return await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        state.next_attempt_requested = True
        await self._sleep(backoff(state.current_attempt))
        state.increment_current_attempt()


def backoff(attempt: int) -> float:
    """Seconds before the next try: 0.5, 1, 2, 4, ..."""
    return float(min(0.5 * 2**attempt, LONGEST_WAIT))


def retry_after(response: HttpResponse) -> float:
    """Seconds a 429 asks for; 1 where it does not say."""
    for name, values in (response.headers or {}).items():
        if name.lower() == "retry-after":
            value = values[0] if isinstance(values, list) else values
            return float(value) if str(value).isdecimal() else 1.0
    return 1.0


def handlers(sleep: Sleep = asyncio.sleep) -> list[AsyncRetryHandler]:
    """For AsyncWebClient and AsyncWebhookClient alike."""
    return [RetryAfter(sleep), ServerTrouble(sleep)]
