"""A tiny real Bolt app, and the two ways to connect it to the workspace."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol

import uvicorn
from fastapi import FastAPI, Request
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.model import Json
from sandbox.run import Server, serve
from sandbox.workspace import Workspace

MANIFEST: Json = {
    "display_information": {"name": "Coach", "description": "Answers questions"},
    "features": {
        "bot_user": {"display_name": "Coach"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "agent_view": {"agent_description": "Answers"},
        "slash_commands": [{"command": "/ask", "description": "Ask", "usage_hint": "question"}],
        "shortcuts": [
            {"name": "New", "type": "global", "callback_id": "new", "description": "n"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "k"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "assistant:write",
                "channels:history",
                "channels:join",
                "channels:read",
                "chat:write",
                "commands",
                "dnd:read",
                "files:read",
                "files:write",
                "im:history",
                "im:read",
                "im:write",
                "reactions:read",
                "reactions:write",
                "team:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "agent_session_stopped",
                "app_home_opened",
                "app_mention",
                "app_uninstalled",
                "member_joined_channel",
                "message.channels",
                "message.im",
                "reaction_added",
                "tokens_revoked",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

PASSED_OVER = frozenset(
    ["app_uninstalled", "member_joined_channel", "message", "reaction_added", "tokens_revoked"]
)


def manifest(*, without_scopes: tuple[str, ...] = (), **features: Any) -> Json:
    """Return the manifest above without some scopes and with some features changed."""
    changed = deepcopy(MANIFEST)
    scopes = changed["oauth_config"]["scopes"]
    scopes["bot"] = [scope for scope in scopes["bot"] if scope not in without_scopes]
    changed["features"] |= features
    return changed


@dataclass
class Scene:
    """The Bolt app, its workspace, and every request body that the app received."""

    server: Server
    app: AsyncApp
    bodies: list[Json] = field(default_factory=list)
    headers: list[Json] = field(default_factory=list)

    @property
    def ws(self) -> Workspace:
        return self.server.workspace

    @property
    def client(self) -> AsyncWebClient:
        return self.app.client

    def events(self, kind: str) -> list[Json]:
        """Return the events of one type that the app received, oldest first."""
        inside = [body["event"] for body in self.bodies if "event" in body]
        return [event for event in inside if event["type"] == kind]


class Stage(Protocol):
    """Opens a scene over one transport; `own` names the events that the test itself listens to."""

    def __call__(self, **options: Any) -> AbstractAsyncContextManager[Scene]: ...


@asynccontextmanager
async def over_socket(**options: Any) -> AsyncIterator[Scene]:
    """Connect the app by Socket Mode."""
    within, own = options.pop("acknowledge_within", 3.0), options.pop("own", ())
    ws = Workspace.from_manifest(options.pop("manifest", MANIFEST), **options)
    async with serve(ws, acknowledge_within=within) as server:
        scene = _scene(server, own)
        handler = AsyncSocketModeHandler(scene.app, ws.app_token, ping_interval=0.2)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await server.ready()
        try:
            yield scene
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(**options: Any) -> AsyncIterator[Scene]:
    """Serve the app with Bolt's FastAPI adapter and uvicorn."""
    within, own = options.pop("acknowledge_within", 3.0), options.pop("own", ())
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
    ws = Workspace.from_manifest(options.pop("manifest", MANIFEST), request_url=url, **options)
    async with serve(ws, acknowledge_within=within) as server:
        scene = _scene(server, own)
        async with _served(_fastapi(scene.app), listener):
            yield scene


def _scene(server: Server, own: tuple[str, ...]) -> Scene:
    ws = server.workspace
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    client = AsyncWebClient(token=ws.bot_token, base_url=f"{server.url}/api/")
    app = AsyncApp(client=client, signing_secret=ws.signing_secret)
    scene = Scene(server, app)

    @app.middleware
    async def remember(req: Any, next: Any) -> None:
        scene.bodies.append(req.body)
        scene.headers.append(dict(req.headers))
        await next()

    for kind in sorted(PASSED_OVER - frozenset(own)):
        app.event(kind)(_nothing)
    return scene


async def _nothing() -> None:
    """Ignore events that a test doesn't care about."""


def _fastapi(app: AsyncApp) -> FastAPI:
    handler, web = AsyncSlackRequestHandler(app), FastAPI()

    async def endpoint(request: Request) -> Any:
        return await handler.handle(request)

    web.add_api_route("/slack/events", endpoint, methods=["POST"], response_model=None)
    return web


@asynccontextmanager
async def _served(web: FastAPI, listener: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(web, lifespan="off", log_config=None, log_level="critical")
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
