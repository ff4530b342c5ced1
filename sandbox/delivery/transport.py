"""What every way of delivery has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sandbox.model import Json


@dataclass(frozen=True)
class Parcel:
    """Something for the app. `kind` uses Socket Mode's words: events_api, interactive, …"""

    kind: str
    id: str
    body: Json
    attempt: int = 1
    reason: str | None = None


@dataclass(frozen=True)
class Ack:
    """The app's acknowledgement; `payload` is None when it came without one."""

    payload: Json | None
    latency: float


class NotAcknowledged(Exception):
    """A delivery failed; `reason` is Slack's word for it, `retry` whether Slack tries again."""

    def __init__(self, reason: str, *, retry: bool = True, latency: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry
        self.latency = latency


class Transport(Protocol):
    """One way to hand a parcel to the app."""

    @property
    def connected(self) -> bool:
        """Whether an app is there to be delivered to, as far as one can know."""
        ...

    async def send(self, parcel: Parcel, within: float) -> Ack:
        """Deliver, and wait for the acknowledgement up to `within` seconds.

        Raises NotAcknowledged.
        """
        ...
