"""Where a reply goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reply goes: a channel, and the thread in it (its parent's ts) where there is one."""

    channel: str
    thread_ts: str | None = None
