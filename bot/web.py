"""The web server: health checks for operators, and Slack's signed requests in HTTP mode."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from starlette.datastructures import Headers

from bot.slack.api.error_report import UNREADABLE
from knowledge.errors import CoachError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.signature import SignatureVerifier

    from bot.metrics import Metrics

log = structlog.get_logger(__name__)

LARGEST_BODY = 1_000_000
"""Bytes. Slack's own requests are far smaller."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")
"""Seconds since 1970, such as ``1700000000``."""

Check = Callable[[], Awaitable[None]]


def build_web(
    slack: tuple[AsyncApp, SignatureVerifier] | None, checks: dict[str, Check], metrics: Metrics
) -> FastAPI:
    """Build the web application; ``checks`` are what /readyz runs.

    ``slack`` is the Bolt app and its signature verifier, or None in Socket Mode, where nothing from
    Slack is accepted over HTTP.
    """
    web = FastAPI(title="Skill Coach", docs_url=None, redoc_url=None, openapi_url=None)

    @web.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Report that the process is alive."""
        return {"status": "ok"}

    @web.get("/readyz")
    async def readyz() -> JSONResponse:
        """Return 200 if every check passes, else 503; the body says what is wrong."""
        states = {name: await _state(check) for name, check in checks.items()}
        ready = all(state == "ok" for state in states.values())
        return JSONResponse({"ready": ready, "checks": states}, 200 if ready else 503)

    @web.get("/metrics")
    async def show_metrics() -> PlainTextResponse:
        """Return the metrics for Prometheus."""
        return PlainTextResponse(metrics.render())

    if slack is not None:
        app, verifier = slack

        @web.post("/slack/events")
        async def slack_events(request: Request) -> Response:
            """Accept events, commands and interactivity signed by Slack."""
            return await _dispatch(app, verifier, request)

    return web


async def _state(check: Check) -> str:
    try:
        await check()
    except CoachError as error:
        return str(error)
    except Exception as error:  # the other checks must still be reported
        log.warning("readiness_check_failed", exc_info=error)
        return f"The check itself failed ({type(error).__name__}). See the log."
    return "ok"


async def _dispatch(slack: AsyncApp, verifier: SignatureVerifier, request: Request) -> Response:
    """Check the signature, then pass the request to Bolt. Unsigned requests are never parsed."""
    if not _has_signature(request.headers):
        return PlainTextResponse("The request isn't signed.", 401)
    body = await _body(request)
    if body is None:
        return PlainTextResponse("The body is too large.", 413)
    if not _is_signed(verifier, body, request.headers):
        return PlainTextResponse("The signature isn't valid.", 401)
    try:
        answer = await slack.async_dispatch(to_async_bolt_request(request, body))
    except UNREADABLE as error:  # Bolt's own error handling fails on some payloads, too
        log.warning("unreadable_request_rejected", error=type(error).__name__)
        return PlainTextResponse("The body isn't a Slack request.", 400)
    return to_starlette_response(answer)


async def _body(request: Request) -> bytes | None:
    """Return the whole body, or None as soon as it exceeds the limit."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > LARGEST_BODY:
            return None
    return bytes(taken)


def _has_signature(headers: Headers) -> bool:
    """Whether there is exactly one timestamp and one signature, before the body is read at all."""
    timestamps = headers.getlist("x-slack-request-timestamp")
    signatures = headers.getlist("x-slack-signature")
    return (
        len(timestamps) == len(signatures) == 1
        and bool(TIMESTAMP.fullmatch(timestamps[0]))
        and signatures[0].isascii()
    )


def _is_signed(verifier: SignatureVerifier, body: bytes, headers: Headers) -> bool:
    """Whether Slack signed the body within the last five minutes.

    The SDK decodes the body as UTF-8 first. Slack never sends anything else.
    """
    try:
        return verifier.is_valid_request(body, dict(headers))
    except UnicodeDecodeError:
        return False
