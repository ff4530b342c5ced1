"""The types that both transports share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sandbox.model import Json


@dataclass(frozen=True)
class Parcel:
    """Something to deliver; ``kind`` is Socket Mode's name for it: events_api, interactive, …"""

    kind: str
    id: str
    body: Json
    attempt: int = 1
    reason: str | None = None


@dataclass(frozen=True)
class Ack:
    """The app's acknowledgement; ``payload`` is None if it was empty, ``latency`` is in seconds."""

    payload: Json | None
    latency: float


class NotAcknowledged(Exception):
    """A delivery failed; ``reason`` is Slack's word for it, ``retry`` whether Slack tries again."""

    def __init__(self, reason: str, *, retry: bool = True, latency: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry
        self.latency = latency


class Transport(Protocol):
    """One way to deliver a parcel to the app."""

    @property
    def connected(self) -> bool:
        """Whether an app seems to be there to deliver to."""
        ...

    async def send(self, parcel: Parcel, within: float) -> Ack:
        """Deliver a parcel and wait up to ``within`` seconds for the acknowledgement.

        Raises:
            NotAcknowledged: the app didn't acknowledge the parcel in time, or rejected it.
        """
        ...
