"""The ASGI application: Web API, Socket Mode, response URLs, files, page and control API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.control import control_routes
from sandbox.live import Live
from sandbox.refusal import Refused
from sandbox.responses import respond

PAGE = Path(__file__).parent / "page"
POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class SafeHeaders:
    """Adds the headers that keep a browser from running or framing foreign content."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self._app(scope, receive, with_headers)


def build(live: Live, hosts: Sequence[str]) -> Starlette:
    """Build the application for a workspace; requests for a host not in ``hosts`` are refused."""
    endpoints = _Endpoints(live)
    return Starlette(
        routes=[
            Route("/api/{method}", live.api.endpoint, methods=["GET", "POST"]),
            WebSocketRoute("/link/", live.sockets.serve),
            Route("/respond/{secret}", endpoints.respond, methods=["POST"]),
            Route("/upload/{secret}", endpoints.upload, methods=["POST"]),
            Route("/files/{file}", endpoints.download),
            Mount("/control", routes=control_routes(live)),
            Route("/", endpoints.page),
            Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(SafeHeaders),
        ],
    )


class _Endpoints:
    """The few addresses that belong to neither the Web API nor the control API."""

    def __init__(self, live: Live) -> None:
        self._live = live

    async def page(self, _request: Request) -> Response:
        return FileResponse(PAGE / "index.html")

    async def respond(self, request: Request) -> Response:
        """Handle one use of a response URL."""
        ws = self._live.ws
        try:
            answer = json.loads(await request.body())
            if not isinstance(answer, dict):
                raise Refused("invalid_payload", status=400)
            respond(ws, ws.triggers.use_hook(request.path_params["secret"]), answer)
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        except Refused as refused:
            self._note(refused.error)
            return JSONResponse(refused.as_json(), refused.status)
        self._note(None)
        return PlainTextResponse("ok")

    def _note(self, error: str | None) -> None:
        live = self._live
        live.journal.note(live.ws.now(), "api", "response_url", {}, ok=not error, error=error)

    async def upload(self, request: Request) -> Response:
        file = self._live.ws.files.upload(request.path_params["secret"], await request.body())
        if file is None:
            return PlainTextResponse("no such upload, or wrong length", 400)
        return PlainTextResponse(f"OK - {file.length}")

    async def download(self, request: Request) -> Response:
        ws = self._live.ws
        file = ws.files.get(request.path_params["file"])
        if request.headers.get("authorization") != f"Bearer {ws.bot_token}":
            return PlainTextResponse("not_authed", 403)
        if file is None or file.content is None:
            return PlainTextResponse("file_not_found", 404)
        return Response(file.content, media_type="application/octet-stream")
