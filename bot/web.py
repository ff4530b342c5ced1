"""The web server: health for operators, and Slack's signed requests in HTTP mode."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response

from knowledge.errors import CoachError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.metrics import Metrics

log = structlog.get_logger(__name__)

LARGEST_BODY = 1_000_000
"""Bytes. Slack's own requests stay far below."""

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
    return "ok"


async def _dispatch(slack: AsyncApp, request: Request) -> Response:
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


def malformed(body: bytes, content_type: str) -> str | None:
    """Why Bolt could not read a body, or None. Bolt itself would answer such a one with a 500."""
    try:
        text = body.decode("utf-8")
        payload = _payload(text, content_type)
    except ValueError:
        return "The body is neither JSON nor a form in UTF-8."
    if payload is None:
        return None
    if not isinstance(payload, dict):
        return "The body is not a JSON object."
    return _misshapen(payload)


def _payload(text: str, content_type: str) -> Any:
    """The JSON of a body as Bolt will look for it; None for a plain form."""
    if content_type.startswith("application/json") or text.startswith("{"):
        return json.loads(text)
    payload = parse_qs(text, keep_blank_values=True).get("payload")
    return json.loads(payload[-1]) if payload else None


OBJECTS = ("event", "team", "user", "view", "container", "channel", "message", "enterprise")
MAY_BE_TEXT = frozenset({"team", "user", "channel", "enterprise"})


def _misshapen(payload: dict[str, Any]) -> str | None:
    """Bolt reads these parts without looking at their type."""
    for name in OBJECTS:
        value = payload.get(name)
        if value is None or isinstance(value, dict):
            continue
        if not (name in MAY_BE_TEXT and isinstance(value, str)):
            return f"“{name}” is not of the form that Slack sends."
    lists = [payload.get(name) for name in ("actions", "authorizations")]
    for found in lists:
        if found is not None and not (
            isinstance(found, list) and all(isinstance(item, dict) for item in found)
        ):
            return "A list is not of the form that Slack sends."
    event = payload.get("event")
    if payload.get("type") == "event_callback" and not isinstance((event or {}).get("type"), str):
        return "The event has no type."
    return None
