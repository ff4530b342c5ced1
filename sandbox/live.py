"""A running workspace: creates the parts that serve it and connects them."""

from __future__ import annotations

import aiohttp

from sandbox.api.dispatch import WebApi
from sandbox.delivery.http import SignedHttp
from sandbox.delivery.outbox import Outbox
from sandbox.delivery.sockets import Sockets
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.people.interactions import Interactions
from sandbox.workspace import Workspace


class Live:
    """Everything that serves one workspace; ``acknowledge_within`` is in seconds."""

    def __init__(
        self, ws: Workspace, session: aiohttp.ClientSession, acknowledge_within: float
    ) -> None:
        self.ws = ws
        self.journal = Journal(ws.changes)
        self.sockets = Sockets(ws, self.journal.acknowledged_late)
        self.faults = Faults(self.sockets.drop)
        self.http: SignedHttp | None = None
        if ws.request_url is not None:
            self.http = SignedHttp(ws, ws.request_url, session, self.faults)
        transport = self.http or self.sockets
        self.outbox = Outbox(ws, transport, self.faults, self.journal, acknowledge_within)
        self.interactions = Interactions(ws, self.outbox)
        self.api = WebApi(ws, self.faults, self.journal)
        ws.on_event = self.outbox.event
        ws.issue_socket_address = self.sockets.ticket

    @property
    def connected(self) -> bool:
        """Whether an app is connected: a socket is open, or a request URL is set."""
        return self.http is not None or self.sockets.connected

    async def close(self) -> None:
        """Stop delivering, and wake everyone who is waiting for changes."""
        self.ws.changes.close()
        await self.outbox.close()
        await self.sockets.close()
