"""Notifies the page's streams and waiting tests when the workspace changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """A hint about what to fetch again; with ``person``, only that person may see it."""

    type: str
    channel: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    person: str | None = None

    def as_json(self) -> dict[str, str]:
        fields = {"channel": self.channel, "ts": self.ts, "thread_ts": self.thread_ts}
        return {"type": self.type} | {name: value for name, value in fields.items() if value}


class Changes:
    """Passes every change to every subscriber, in order."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Change | None]] = set()
        self.closed = False

    def publish(self, change: Change) -> None:
        for queue in self._queues:
            queue.put_nowait(change)

    @contextmanager
    def subscribe(self) -> Iterator[asyncio.Queue[Change | None]]:
        """Yield a queue of changes from now on; None in it means that the workspace has closed."""
        queue: asyncio.Queue[Change | None] = asyncio.Queue()
        self._queues.add(queue)
        if self.closed:
            queue.put_nowait(None)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    def close(self) -> None:
        self.closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def wait_for(self, predicate: Callable[[], T | None], timeout: float) -> T:
        """Return the first truthy result of ``predicate``, which is called again at each change.

        Raises:
            TimeoutError: there was none within ``timeout`` seconds.
        """
        with self.subscribe() as queue:
            async with asyncio.timeout(timeout):
                while not (found := predicate()):
                    await queue.get()
                return found
