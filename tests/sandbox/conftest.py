"""Fixtures for the workspace's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.run import Server, serve
from sandbox.workspace import Workspace
from tests.sandbox.apps import MANIFEST, Stage, over_http, over_socket


@pytest.fixture(params=["socket", "http"])
def stage(request: pytest.FixtureRequest) -> Stage:
    """Return each way to connect an app, one after the other."""
    return over_socket if request.param == "socket" else over_http


@pytest.fixture
def ws() -> Workspace:
    """Return a workspace that isn't served."""
    return Workspace.from_manifest(MANIFEST, seed="test")


@pytest.fixture
async def server(ws: Workspace) -> AsyncIterator[Server]:
    """Serve a workspace without an app."""
    async with serve(ws, acknowledge_within=0.2) as served:
        yield served


@pytest.fixture
def client(server: Server) -> AsyncWebClient:
    """Return the real SDK's client with the bot's token."""
    return AsyncWebClient(token=server.workspace.bot_token, base_url=f"{server.url}/api/")
