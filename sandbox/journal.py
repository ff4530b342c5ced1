"""Records the traffic: the app's calls, and what was delivered to it."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass, replace

from sandbox.changes import Change, Changes
from sandbox.model import Json

KEPT = 2000


@dataclass(frozen=True)
class Call:
    """One exchange; ``kind`` is "api" for the app's calls, otherwise what was sent to the app."""

    n: int
    at: float
    kind: str
    method: str
    arguments: Json
    ok: bool
    error: str | None = None
    response: Json | None = None
    milliseconds: float | None = None

    def as_json(self) -> Json:
        written = {name: value for name, value in vars(self).items() if value is not None}
        return written if self.error else {**written, "ok": self.ok}


@dataclass(frozen=True)
class Delivery:
    """One attempt to deliver something to the app; ``latency`` is the seconds until it answered."""

    kind: str
    id: str
    attempt: int
    acknowledged: bool
    latency: float | None = None
    error: str | None = None


class Journal:
    """The latest exchanges, newest last."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._numbers = itertools.count(1)
        self.entries: deque[Call] = deque(maxlen=KEPT)
        self.deliveries: deque[Delivery] = deque(maxlen=KEPT)

    def note(
        self,
        at: float,
        kind: str,
        method: str,
        arguments: Json,
        *,
        ok: bool,
        error: str | None = None,
        response: Json | None = None,
        milliseconds: float | None = None,
    ) -> None:
        self.entries.append(
            Call(
                next(self._numbers), at, kind, method, arguments, ok, error, response, milliseconds
            )
        )
        self._changes.publish(Change("call"))

    def delivered(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        self._changes.publish(Change("delivery"))

    def acknowledged_late(self, identifier: str, latency: float) -> None:
        """Record the true latency of an acknowledgement that came after its deadline."""
        for place in reversed(range(len(self.deliveries))):
            if self.deliveries[place].id == identifier and self.deliveries[place].latency is None:
                self.deliveries[place] = replace(self.deliveries[place], latency=latency)
                self._changes.publish(Change("delivery"))
                return
