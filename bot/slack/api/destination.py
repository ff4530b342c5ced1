"""The address of a reply: a channel and perhaps a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reply goes: a channel, and the parent message's ts if it goes into a thread."""

    channel: str
    thread_ts: str | None = None
