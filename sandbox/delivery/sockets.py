"""Delivery over Socket Mode: the app opens a WebSocket and acknowledges each envelope by its id."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.changes import Change
from sandbox.delivery.transport import Ack, NotAcknowledged, Parcel
from sandbox.model import Json
from sandbox.workspace import Workspace

CONNECTION_SECONDS = 3600.0
LOST = 1011


class Sockets:
    """The app's open connections, and the envelopes that it still has to acknowledge."""

    def __init__(self, ws: Workspace, late: Callable[[str, float], None]) -> None:
        self._ws = ws
        self._late = late
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._waiting: dict[str, tuple[WebSocket, str, float, asyncio.Future[Ack]]] = {}
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return bool(self._open)

    def ticket(self) -> str:
        """Return the address for one new connection; it works once."""
        ticket = self._ws.ids.secret()
        self._tickets.add(ticket)
        address = self._ws.base_url.replace("http", "ws", 1)
        return f"{address}/link/?ticket={ticket}&app_id={self._ws.app.id}"

    async def serve(self, socket: WebSocket) -> None:
        """Serve one connection, from its hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        self._open.append(socket)
        await socket.send_json(self._hello())
        self._ws.clock.at(self._ws.now() + CONNECTION_SECONDS, lambda: self._refresh(socket))
        self._ws.changes.publish(Change("connection"))
        try:
            while True:
                self._acknowledge(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            self._forget(socket)

    async def send(self, parcel: Parcel, within: float) -> Ack:
        """Deliver one envelope on the newest connection.

        Raises:
            NotAcknowledged: no connection is open, or the app didn't answer in time.
        """
        if not self._open:
            raise NotAcknowledged("connection_failed")
        socket, envelope_id = self._open[-1], self._ws.ids.secret()
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (socket, parcel.id, time.monotonic(), answer)
        try:
            await socket.send_json(_envelope(parcel, envelope_id))
            async with asyncio.timeout(within):
                return await answer
        except TimeoutError:
            raise NotAcknowledged("timeout") from None
        except (WebSocketDisconnect, RuntimeError):
            raise NotAcknowledged("connection_failed") from None

    def _refresh(self, socket: WebSocket) -> None:
        """Ask the app to reconnect, as Slack does about every hour.

        Nothing more is sent on such a connection, but the app may still acknowledge on it.
        """
        if socket in self._open:
            self._open.remove(socket)
            self._run(self._goodbye(socket))
        self._ws.changes.publish(Change("connection"))

    def drop(self) -> None:
        """Close every connection without warning."""
        for socket in list(self._open):
            self._forget(socket)
            self._run(socket.close(code=LOST))

    async def close(self) -> None:
        """Close every connection and wait until all are closed."""
        self.drop()
        await asyncio.gather(*self._closing, return_exceptions=True)

    async def _goodbye(self, socket: WebSocket) -> None:
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    def _run(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "connection_info": {"app_id": self._ws.app.id},
            "debug_info": {
                "host": "sandbox",
                "approximate_connection_time": int(CONNECTION_SECONDS),
            },
        }

    def _acknowledge(self, text: str) -> None:
        try:
            message = json.loads(text)
            envelope_id, payload = message.get("envelope_id"), message.get("payload")
        except (ValueError, AttributeError):
            return
        waiting = self._waiting.pop(envelope_id, None)
        if waiting is None:
            return
        _, parcel_id, began, answer = waiting
        latency = time.monotonic() - began
        if answer.done():
            self._late(parcel_id, latency)
        else:
            answer.set_result(Ack(payload, latency))

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)
        for envelope_id, (used, _, _, answer) in list(self._waiting.items()):
            if used is socket:
                del self._waiting[envelope_id]
                if not answer.done():
                    answer.set_exception(NotAcknowledged("connection_failed"))
        self._ws.changes.publish(Change("connection"))


def _envelope(parcel: Parcel, envelope_id: str) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": parcel.kind,
        "payload": parcel.body,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt - 1, "retry_reason": parcel.reason or ""}
    return envelope
