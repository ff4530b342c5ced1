"""The retry policy for every call to Slack.

A 429 is always safe to retry: Slack did nothing. After a 5xx or a lost connection, nobody knows
whether Slack did the work, so posts aren't retried here; ``Messenger`` looks for the message first.
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
"""Errors raised when Slack refuses a call, fails or can't be reached."""

RETRIES = 4
LONGEST_WAIT = 30.0
"""Seconds. If Slack asks to wait longer than this, the call fails and the error is reported."""

NOT_REPEATABLE = (
    "/chat.postMessage",
    "/chat.postEphemeral",
    "/chat.startStream",
    "/chat.appendStream",
)


class RetryAfter(AsyncRetryHandler):
    """Retry after a 429, waiting as long as it asks, up to ``LONGEST_WAIT``."""

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
    """Retry after a 5xx or a lost connection, unless that could do the work twice."""

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
    """Return the seconds to wait before the next try: 0.5, 1, 2, 4, ... up to 30."""
    return float(min(0.5 * 2**attempt, LONGEST_WAIT))


def retry_after(response: HttpResponse) -> float:
    """Return the seconds a 429 asks to wait; 1 if it doesn't say."""
    for name, values in (response.headers or {}).items():
        if name.lower() == "retry-after":
            value = values[0] if isinstance(values, list) else values
            return float(value) if str(value).isdecimal() else 1.0
    return 1.0


def handlers(sleep: Sleep = asyncio.sleep) -> list[AsyncRetryHandler]:
    """Return the retry handlers, for both AsyncWebClient and AsyncWebhookClient."""
    return [RetryAfter(sleep), ServerTrouble(sleep)]
