"""Faults on demand: what a real network and a real Slack do to an app now and then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Failure:
    """Failing answers of one Web API method; with ``after_taking``, the work is still done."""

    method: str
    status: int
    times: int
    retry_after: int
    after_taking: bool


class Faults:
    """Faults that will hit the next calls or deliveries; ``rate_limits`` enforces Slack's tiers."""

    def __init__(self, drop: Callable[[], None]) -> None:
        self.rate_limits = False
        self._drop = drop
        self._failures: list[Failure] = []
        self._waiting: dict[str, int] = {}

    def fail(
        self,
        method: str = "chat.postMessage",
        status: int = 500,
        times: int = 1,
        *,
        retry_after: int = 0,
        after_taking: bool = False,
    ) -> None:
        """Answer the next ``times`` calls of ``method`` ("*" for any) with an HTTP status.

        With ``after_taking``, Slack does what was asked and only its answer is lost.
        ``retry_after``, in seconds, is sent with a 429.
        """
        self._failures.append(Failure(method, status, times, retry_after, after_taking))

    def drop_socket(self) -> None:
        """Close every Socket Mode connection without warning."""
        self._drop()

    def duplicate_deliveries(self, times: int = 1) -> None:
        """Deliver each of the next ``times`` events twice, with the same ``event_id``."""
        self._wait("duplicate", times)

    def bad_signature(self, times: int = 1) -> None:
        """Sign the next ``times`` HTTP deliveries with a wrong secret."""
        self._wait("bad_signature", times)

    def stale_signature(self, times: int = 1) -> None:
        """Sign the next ``times`` HTTP deliveries as if ten minutes ago."""
        self._wait("stale_signature", times)

    def late_ack(self, times: int = 1) -> None:
        """Treat the acknowledgements of the next ``times`` events as later than three seconds."""
        self._wait("late_ack", times)

    def take_failure(self, method: str) -> Failure | None:
        """Return the failure that this call runs into, if any, and count it as used."""
        for failure in self._failures:
            if failure.times > 0 and failure.method in (method, "*"):
                failure.times -= 1
                return failure
        return None

    def take(self, kind: str) -> bool:
        """Whether a fault of this kind was waiting; asking uses it up."""
        left = self._waiting.get(kind, 0)
        self._waiting[kind] = max(0, left - 1)
        return left > 0

    def _wait(self, kind: str, times: int) -> None:
        self._waiting[kind] = self._waiting.get(kind, 0) + times
