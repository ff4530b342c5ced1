"""Handles one Web API call, from its HTTP request to its response."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.api import METHODS
from sandbox.api.access import check_token, require_scope
from sandbox.api.arguments import Arguments, read_body
from sandbox.api.method import Method
from sandbox.faults import Failure, Faults
from sandbox.journal import Journal
from sandbox.model import Json
from sandbox.refusal import Refused
from sandbox.workspace import Workspace


class WebApi:
    """Answers ``/api/{method}`` for one workspace."""

    def __init__(self, ws: Workspace, faults: Faults, journal: Journal) -> None:
        self._ws = ws
        self._faults = faults
        self._journal = journal
        self._limits = Limits()

    async def endpoint(self, request: Request) -> Response:
        began = time.perf_counter()
        name = request.path_params["method"]
        failure = self._faults.take_failure(name)
        arguments: Json = {}
        if failure and not failure.after_taking:
            self._note(name, arguments, _failed(failure), began)
            return _broken(failure)
        status, headers = 200, {"x-oauth-scopes": ",".join(sorted(self._ws.app.scopes))}
        try:
            arguments, token = await _read(request)
            answer = {"ok": True, **self._answer(name, token, Arguments(arguments))}
        except Refused as refused:
            answer, status = refused.as_json(), refused.status
            headers |= refused.headers
        if failure:
            self._note(name, arguments, _failed(failure), began)
            return _broken(failure)
        self._note(name, arguments, answer, began)
        return JSONResponse(answer, status, headers)

    def _answer(self, name: str, token: str | None, arguments: Arguments) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        check_token(self._ws, method, token)
        if self._faults.rate_limits:
            self._limits.check(method, arguments.text("channel"), self._ws.now())
        require_scope(self._ws, *method.scopes)
        arguments.require(method.required)
        return method.handle(self._ws, arguments)

    def _note(self, name: str, arguments: Json, answer: Json, began: float) -> None:
        self._journal.note(
            self._ws.now(),
            "api",
            name,
            arguments,
            ok=bool(answer["ok"]),
            error=answer.get("error"),
            response=answer,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )


async def _read(request: Request) -> tuple[Json, str | None]:
    """Return a request's arguments without its token, and the token.

    Raises:
        Refused: the body can't be read.
    """
    content_type = request.headers.get("content-type", "")
    body = await request.body() if request.method == "POST" else b""
    values: dict[str, Any] = {**request.query_params, **read_body(content_type, body)}
    in_arguments = values.pop("token", None)
    return values, _bearer(request.headers) or in_arguments


def _bearer(headers: Mapping[str, str]) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _failed(failure: Failure) -> Json:
    return {"ok": False, "error": f"fault_{failure.status}"}


def _broken(failure: Failure) -> Response:
    """Return what a failing Slack answers: JSON with ``Retry-After`` for 429, otherwise no JSON."""
    if failure.status == 429:
        headers = {"Retry-After": str(failure.retry_after)}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)
    return Response("upstream error", failure.status, media_type="text/html")


CALLS_A_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}


MINUTE = 60.0


MESSAGES = ("chat.postMessage", "chat.postEphemeral")


class Limits:
    """Counts calls in a sliding window and refuses those over the limit."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def check(self, method: Method, channel: str, now: float) -> None:
        """Count one call at ``now``.

        Raises:
            Refused: ``ratelimited``, with ``Retry-After`` in seconds.
        """
        if method.name in MESSAGES:
            self._count((method.name, channel), 1, 1.0, now)
        else:
            self._count((method.name, ""), CALLS_A_MINUTE[method.tier], MINUTE, now)

    def _count(self, key: tuple[str, str], allowed: int, window: float, now: float) -> None:
        calls = self._calls[key]
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= allowed:
            wait = max(1, math.ceil(calls[0] + window - now))
            raise Refused("ratelimited", status=429, headers={"Retry-After": str(wait)})
        calls.append(now)
