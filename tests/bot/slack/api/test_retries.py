"""The retry policy for calls to Slack."""

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.slack.api.retries import LONGEST_WAIT, RETRIES, backoff, handlers, retry_after

DISCONNECTED = aiohttp.ServerDisconnectedError()


def request(method: str) -> HttpRequest:
    """Return a call of a Web API method."""
    url = f"https://slack.com/api/{method}"
    return HttpRequest(method="POST", url=url, headers={})


def limited(seconds: str) -> HttpResponse:
    """Return a 429 that asks to wait."""
    return HttpResponse(status_code=429, headers={"Retry-After": [seconds]})


async def waits(
    method: str, answer: HttpResponse | None, error: Exception | None = None
) -> list[float]:
    """Return the seconds waited before each retry of a call that always ends like this."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    state, retry_handlers = RetryState(), handlers(sleep)
    call = {"state": state, "request": request(method), "response": answer, "error": error}
    for _ in range(RETRIES * 3):
        state.next_attempt_requested = False
        for handler in retry_handlers:
            if await handler.can_retry_async(**call):  # type: ignore[arg-type]
                await handler.prepare_for_next_attempt_async(**call)  # type: ignore[arg-type]
                break
    return slept


@pytest.mark.parametrize("method", ["chat.postMessage", "views.open", "chat.update"])
async def test_a_429_is_retried_as_slack_asks_but_not_forever(method: str) -> None:
    assert await waits(method, limited("3")) == [3.0] * RETRIES


async def test_waits_no_longer_than_the_limit() -> None:
    assert await waits("chat.update", limited(str(int(LONGEST_WAIT)))) == [LONGEST_WAIT] * RETRIES
    assert await waits("chat.update", limited(str(int(LONGEST_WAIT) + 1))) == []


@pytest.mark.parametrize("error", [None, DISCONNECTED])
async def test_retries_of_safe_calls_back_off(error: Exception | None) -> None:
    answer = None if error else HttpResponse(status_code=503, headers={})
    assert await waits("chat.update", answer, error) == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral", "chat.appendStream"])
@pytest.mark.parametrize("error", [None, DISCONNECTED])
async def test_posts_are_not_retried(method: str, error: Exception | None) -> None:
    answer = None if error else HttpResponse(status_code=500, headers={})
    assert await waits(method, answer, error) == []


@pytest.mark.parametrize("status", [200, 400, 404])
async def test_other_answers_are_final(status: int) -> None:
    assert await waits("chat.update", HttpResponse(status_code=status, headers={})) == []


async def test_our_own_errors_are_not_retried() -> None:
    assert await waits("chat.update", None, KeyError("text")) == []


@given(st.text())
def test_any_retry_after_is_parsed(value: str) -> None:
    assert retry_after(limited(value)) >= 0


def test_a_429_without_retry_after_waits_a_second() -> None:
    assert retry_after(HttpResponse(status_code=429, headers={})) == 1.0
    assert retry_after(HttpResponse(status_code=429, headers={"retry-after": "5"})) == 5.0


def test_backoff_is_bounded() -> None:
    assert [backoff(n) for n in range(4)] == [0.5, 1, 2, 4]
    assert backoff(40) == LONGEST_WAIT
