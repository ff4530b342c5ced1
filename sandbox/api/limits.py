"""Rate limits by tier: calls a minute and method, and one message a second and channel."""

from __future__ import annotations

import math
from collections import defaultdict, deque

from sandbox.api.method import Method
from sandbox.refusal import Refused

CALLS_A_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
MINUTE = 60.0
MESSAGES = ("chat.postMessage", "chat.postEphemeral")


class Limits:
    """Counts calls in a sliding window and refuses those beyond it."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def check(self, method: Method, channel: str, now: float) -> None:
        """Count one call at `now`. Raises Refused `ratelimited` with `Retry-After` in seconds."""
        if method.name in MESSAGES:
            self._count((method.name, channel), 1, 1.0, now)
        else:
            self._count((method.name, ""), CALLS_A_MINUTE[method.tier], MINUTE, now)

    def _count(self, key: tuple[str, str], allowed: int, window: float, now: float) -> None:
        calls = self._calls[key]
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= allowed:
            wait = max(1, math.ceil(calls[0] + window - now))
            raise Refused("ratelimited", status=429, headers={"Retry-After": str(wait)})
        calls.append(now)
