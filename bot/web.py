"""The web server: health for operators, and Slack's signed requests in HTTP mode."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from starlette.datastructures import Headers

from bot.slack.api.payload_check import malformed
from knowledge.errors import CoachError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.metrics import Metrics

log = structlog.get_logger(__name__)

LARGEST_BODY = 1_000_000
"""Bytes. Slack's own requests stay far below."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")

Check = Callable[[], Awaitable[None]]


def build_web(slack: AsyncApp | None, checks: dict[str, Check], metrics: Metrics) -> FastAPI:
    """``slack`` is None in Socket Mode: nothing is taken over HTTP. ``checks`` decide /readyz."""
    web = FastAPI(title="Skill Coach", docs_url=None, redoc_url=None, openapi_url=None)

    @web.get("/healthz")
    async def healthz() -> dict[str, str]:
        """The process lives."""
        return {"status": "ok"}

    @web.get("/readyz")
    async def readyz() -> JSONResponse:
        """Ready to answer: every check passes, else 503 with what is wrong."""
        states = {name: await _state(check) for name, check in checks.items()}
        ready = all(state == "ok" for state in states.values())
        return JSONResponse({"ready": ready, "checks": states}, 200 if ready else 503)

    @web.get("/metrics")
    async def show_metrics() -> PlainTextResponse:
        """Counters for Prometheus."""
        return PlainTextResponse(metrics.render())

    if slack is not None:
        app = slack

        @web.post("/slack/events")
        async def slack_events(request: Request) -> Response:
            """Events, commands and interactivity, signed by Slack."""
            return await _dispatch(app, request)

    return web


async def _state(check: Check) -> str:
    try:
        await check()
    except CoachError as error:
        return str(error)
    except Exception as error:  # whatever is wrong, the others are still to be shown
        log.warning("check failed", exc_info=error)
        return f"The check itself failed ({type(error).__name__}); the log says more."
    return "ok"


async def _dispatch(slack: AsyncApp, request: Request) -> Response:
    if not _may_be_signed(request.headers):
        return PlainTextResponse("The request is not signed.", 401)
    body = await _body(request)
    if body is None:
        return PlainTextResponse("The body is too large.", 413)
    if problem := malformed(body, request.headers.get("content-type", "")):
        return PlainTextResponse(problem, 400)
    return to_starlette_response(await slack.async_dispatch(to_async_bolt_request(request, body)))


async def _body(request: Request) -> bytes | None:
    """The whole body, or None as soon as it is over the limit."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > LARGEST_BODY:
            return None
    return bytes(taken)


def _may_be_signed(headers: Headers) -> bool:
    """Whether the signature can be compared at all; Bolt compares it, but falls over others."""
    timestamps = headers.getlist("x-slack-request-timestamp")
    signatures = headers.getlist("x-slack-signature")
    return (
        len(timestamps) == len(signatures) == 1
        and bool(TIMESTAMP.fullmatch(timestamps[0]))
        and signatures[0].isascii()
    )
