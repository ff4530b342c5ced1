"""Serves a workspace: ``async with serve(workspace) as server``."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

import aiohttp
import uvicorn

from sandbox.api.views import as_json
from sandbox.faults import Faults
from sandbox.journal import Call, Delivery
from sandbox.live import Live
from sandbox.model import Json
from sandbox.people.client import PersonClient
from sandbox.people.visibility import channel_messages
from sandbox.web import build
from sandbox.workspace import Workspace

T = TypeVar("T")
LOCAL_HOSTS = ("127.0.0.1", "localhost")


class Server:
    """A running workspace: what its people do and see, and its traffic with the app."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self.workspace = live.ws

    @property
    def url(self) -> str:
        """The address, such as http://127.0.0.1:43210; the Web API is at ``/api/`` below it."""
        return self.workspace.base_url

    @property
    def faults(self) -> Faults:
        return self._live.faults

    @property
    def connected(self) -> bool:
        return self._live.connected

    def person(self, person: str) -> PersonClient:
        """Return a client for one of the workspace's people by id, such as U_ANA."""
        return PersonClient(self.workspace, self._live.interactions, person)

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """Return a channel's top level, or a thread with its root, with everyone's ephemerals."""
        return channel_messages(self.workspace, channel, thread_ts)

    def home(self, user: str) -> Json | None:
        view = self.workspace.views.home(user)
        return as_json(self.workspace, view) if view else None

    def modals(self, user: str) -> list[Json]:
        """Return the person's open modals, the top one last."""
        return [as_json(self.workspace, view) for view in self.workspace.views.stack(user)]

    def prompts(self, user: str) -> Json | None:
        """Return the suggested prompts that a person sees: {"title", "prompts"}."""
        return self.workspace.assistant.prompts(user)

    def status(self, channel: str, thread_ts: str) -> str | None:
        status = self.workspace.assistant.status(channel, thread_ts)
        return status.text if status else None

    @property
    def calls(self) -> list[Call]:
        """The app's Web API calls, newest last."""
        return [call for call in self._live.journal.entries if call.kind == "api"]

    @property
    def log(self) -> list[Call]:
        """All traffic, including deliveries to the app, newest last."""
        return list(self._live.journal.entries)

    @property
    def refused(self) -> list[Call]:
        return [call for call in self.calls if not call.ok]

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to deliver something to the app, newest last."""
        return list(self._live.journal.deliveries)

    async def wait_for(self, predicate: Callable[[], T | None], timeout: float = 10.0) -> T:
        """Return the first truthy result of ``predicate``.

        Raises:
            TimeoutError: there was none within ``timeout`` seconds.
        """
        return await self.workspace.changes.wait_for(predicate, timeout)

    async def delivered(self, timeout: float = 10.0) -> None:
        """Wait until every event so far has been acknowledged or given up.

        Raises:
            TimeoutError: that took longer than ``timeout`` seconds.
        """
        await self.wait_for(lambda: self.pending == 0, timeout)

    async def ready(self, timeout: float = 10.0) -> None:
        """Wait until an app is connected.

        Raises:
            TimeoutError: that took longer than ``timeout`` seconds.
        """
        await self.wait_for(lambda: self._live.connected, timeout)

    @property
    def pending(self) -> int:
        """The number of events that are neither acknowledged nor given up."""
        return self._live.outbox.pending

    async def send_raw(
        self, body: bytes, content_type: str, headers: Mapping[str, str] | None = None
    ) -> int:
        """Post signed bytes to the app's request URL and return its HTTP status.

        Raises:
            RuntimeError: the workspace uses Socket Mode.
        """
        if self._live.http is None:
            raise RuntimeError("this workspace uses Socket Mode: give it a request_url")
        return await self._live.http.send_raw(body, content_type, headers)


@asynccontextmanager
async def serve(
    ws: Workspace,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    allowed_hosts: Sequence[str] = LOCAL_HOSTS,
    acknowledge_within: float = 3.0,
) -> AsyncIterator[Server]:
    """Serve a workspace until the block ends; port 0 picks a free one.

    ``acknowledge_within`` is Slack's deadline in seconds. ``allowed_hosts`` are the host names that
    the server answers to.
    """
    listener = socket.create_server((host, port))
    ws.base_url = f"http://{host}:{listener.getsockname()[1]}"
    async with aiohttp.ClientSession() as session:
        live = Live(ws, session, acknowledge_within)
        web = _Uvicorn(_config(live, allowed_hosts))
        serving = asyncio.create_task(web.serve([listener]))
        clock = asyncio.create_task(ws.clock.run())
        try:
            yield Server(live)
        finally:
            clock.cancel()
            await live.close()
            web.should_exit = True
            await serving
            with contextlib.suppress(asyncio.CancelledError):
                await clock


class _Uvicorn(uvicorn.Server):
    """uvicorn inside another program's loop, without touching that program's signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _config(live: Live, allowed_hosts: Sequence[str]) -> uvicorn.Config:
    return uvicorn.Config(
        build(live, allowed_hosts),
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=2,
    )
