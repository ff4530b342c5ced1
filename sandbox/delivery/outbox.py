"""The way out to the app: events are retried, interactions return the app's answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from sandbox.changes import Change
from sandbox.delivery.transport import Ack, NotAcknowledged, Parcel, Transport
from sandbox.faults import Faults
from sandbox.journal import Delivery, Journal
from sandbox.model import Json
from sandbox.workspace import Workspace

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)
JOURNAL_KINDS = {"events_api": "event", "slash_commands": "command", "interactive": "interaction"}


class Outbox:
    """Delivers to the app and records every attempt."""

    def __init__(
        self,
        ws: Workspace,
        transport: Transport,
        faults: Faults,
        journal: Journal,
        acknowledge_within: float,
    ) -> None:
        self._ws = ws
        self._transport = transport
        self._faults = faults
        self._journal = journal
        self._within = acknowledge_within
        self._tasks: set[asyncio.Task[None]] = set()
        self.pending = 0

    def event(self, body: Json) -> None:
        """Send an event; failed attempts are repeated at once, after one minute and after five."""
        parcel = Parcel("events_api", body["event_id"], body)
        copies = 2 if self._faults.take("duplicate") else 1
        for _ in range(copies):
            self.pending += 1
            self._spawn(self._attempt(parcel))

    async def ask(self, kind: str, identifier: str, body: Json) -> Ack:
        """Send a command or an interaction once and return the app's answer.

        Raises:
            NotAcknowledged: the app didn't acknowledge it.
        """
        return await self._send(Parcel(kind, identifier, body))

    async def close(self) -> None:
        """Give up every delivery that is still in progress."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attempt(self, parcel: Parcel) -> None:
        try:
            await self._send(parcel)
        except NotAcknowledged as failure:
            if failure.retry and parcel.attempt <= len(RETRY_AFTER_SECONDS):
                self._retry(parcel, failure.reason)
                return
        self.pending -= 1
        self._ws.changes.publish(Change("delivery"))

    def _retry(self, parcel: Parcel, reason: str) -> None:
        delay = RETRY_AFTER_SECONDS[parcel.attempt - 1]
        again = replace(parcel, attempt=parcel.attempt + 1, reason=reason)
        if delay:
            self._ws.clock.at(self._ws.now() + delay, lambda: self._spawn(self._attempt(again)))
        else:
            self._spawn(self._attempt(again))

    async def _send(self, parcel: Parcel) -> Ack:
        try:
            ack = await self._transport.send(parcel, self._within)
            if parcel.kind == "events_api" and self._faults.take("late_ack"):
                raise NotAcknowledged("http_timeout", latency=ack.latency)
        except NotAcknowledged as failure:
            self._note(parcel, failure.latency, error=failure.reason)
            raise
        self._note(parcel, ack.latency, response=ack.payload)
        return ack

    def _note(
        self,
        parcel: Parcel,
        latency: float | None,
        *,
        error: str | None = None,
        response: Json | None = None,
    ) -> None:
        ok = error is None
        self._journal.delivered(
            Delivery(parcel.kind, parcel.id, parcel.attempt, ok, latency, error)
        )
        self._journal.note(
            self._ws.now(),
            JOURNAL_KINDS[parcel.kind],
            _name(parcel.body),
            parcel.body.get("event", parcel.body),
            ok=ok,
            error=error,
            response=response,
            milliseconds=None if latency is None else round(latency * 1000, 1),
        )


def _name(body: Json) -> str:
    if "event" in body:
        event = body["event"]
        return ".".join(filter(None, [event["type"], event.get("subtype")]))
    return str(body.get("command") or body.get("type"))
