"""The workspace's clock, which tests can advance and which runs calls when they are due."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


def next_weekday(now: float, zone: ZoneInfo, weekday: int, minute: int) -> float:
    """Return the next time after ``now`` that is ``minute`` minutes after midnight on a weekday.

    ``weekday`` counts from 0 for Monday. Times are in seconds since the epoch.
    """
    today = datetime.fromtimestamp(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    due = day.replace(hour=minute // 60, minute=minute % 60, fold=0)
    return (due if due.timestamp() > now else due + WEEK).timestamp()


class Clock:
    """Seconds since the epoch, read from ``read``, plus everything ``advance`` has added."""

    def __init__(self, read: Callable[[], float]) -> None:
        self._read = read
        self._offset = 0.0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._moved = asyncio.Event()

    def now(self) -> float:
        return self._read() + self._offset

    def at(self, due: float, call: Callable[[], None]) -> None:
        """Run ``call`` once the clock has reached ``due``."""
        heapq.heappush(self._due, (due, next(self._order), call))
        self._moved.set()

    def advance(self, seconds: float) -> None:
        """Move the clock forward and run what is due.

        ``advance(0)`` only checks again, after an injected clock has moved.
        """
        self._offset += seconds
        self._run_due()
        self._moved.set()

    def _run_due(self) -> None:
        while self._due and self._due[0][0] <= self.now():
            heapq.heappop(self._due)[2]()

    async def run(self) -> None:
        """Run calls as they fall due, until cancelled."""
        while True:
            self._moved.clear()
            self._run_due()
            wait = max(0.0, self._due[0][0] - self.now()) if self._due else None
            try:
                async with asyncio.timeout(wait):
                    await self._moved.wait()
            except TimeoutError:
                continue
