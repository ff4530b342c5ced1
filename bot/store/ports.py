"""The bot's stores as Protocols, implemented by the database and by in-memory fakes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.feedback.gaps import Signal
from bot.coaching.learning.entries import Entry

LEASE_SECONDS = 120.0
"""A claim not finished for this long may be taken over: its worker has died."""

TURNS_KEPT_SECONDS = 30 * 24 * 3600.0
CLAIMS_KEPT_SECONDS = 24 * 3600.0
SIGNALS_KEPT_SECONDS = 180 * 24 * 3600.0


class Claims(Protocol):
    """Locks on incoming work: one worker at a time takes a key, and finishes it once."""

    async def take(self, workspace: str, key: str, now: float) -> bool:
        """Whether the caller may do the work. ``now`` is in seconds since 1970."""
        ...

    async def done(self, workspace: str, key: str) -> None:
        """Mark the work as finished; nobody can take this key again."""
        ...

    async def release(self, workspace: str, key: str) -> None:
        """Give up the claim, so that the next delivery can try again. A finished claim stays."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Delete claims whose key names the person; return how many."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Delete everything of a workspace."""
        ...

    async def purge(self, now: float) -> None:
        """Delete claims older than ``CLAIMS_KEPT_SECONDS``."""
        ...


def key_names_person(key: str, person: str) -> bool:
    """Whether a claim's key names a person: as one of its parts, not within another id."""
    return person in re.split("[:/]", key)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and the coach's reply, in one thread of one workspace."""

    workspace: str
    channel: str
    thread_ts: str
    question_ts: str
    person: str
    question: str
    answer: str
    answer_channel: str
    answer_ts: tuple[str, ...]
    """The messages of the reply, in order: a long one is split."""
    section_ids: tuple[str, ...]
    at: float


class Conversations(Protocol):
    """The bot's own copy of its conversations, so that it doesn't have to read them from Slack."""

    async def add(self, exchange: Exchange) -> None:
        """Store an exchange, replacing any earlier one for the same question."""
        ...

    async def of_thread(
        self, workspace: str, channel: str, thread_ts: str, limit: int = 10
    ) -> Sequence[Exchange]:
        """Return a thread's latest exchanges, oldest first; none if the coach isn't part of it."""
        ...

    async def find(self, workspace: str, channel: str, question_ts: str) -> Exchange | None:
        """Return the exchange for one question, None if it was not answered."""
        ...

    async def remove(self, workspace: str, channel: str, question_ts: str) -> None:
        """Delete one exchange."""
        ...

    async def of_person(self, workspace: str, person: str) -> Sequence[Exchange]:
        """Return a person's stored exchanges, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Delete a person's exchanges; return how many."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Delete everything of a workspace, after the app was uninstalled there."""
        ...

    async def purge(self, now: float) -> None:
        """Delete exchanges older than ``TURNS_KEPT_SECONDS``."""
        ...


class Signals(Protocol):
    """Verdicts on answers, for the gap radar."""

    async def add(self, signal: Signal) -> None:
        """Store a verdict, replacing any earlier one on the same answer."""
        ...

    async def explain(self, workspace: str, key: str, reason: str) -> None:
        """Add the person's reason to a verdict; an unknown verdict is not an error."""
        ...

    async def since(self, workspace: str | None, at: float) -> Sequence[Signal]:
        """Return verdicts from ``at`` on, oldest first; None means all workspaces."""
        ...

    async def of_person(self, workspace: str, person: str) -> Sequence[Signal]:
        """Return one person's verdicts, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Delete a person's verdicts, and all verdicts on what they asked; return how many."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Delete everything of a workspace."""
        ...

    async def purge(self, now: float) -> None:
        """Delete verdicts older than ``SIGNALS_KEPT_SECONDS``."""
        ...


class Learning(Protocol):
    """The append-only log of what people recorded about their learning."""

    async def append(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Add entries in one transaction and return the new ones: each id is stored once."""
        ...

    async def of(self, workspace: str, person: str) -> Sequence[Entry]:
        """Return a person's whole log, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Delete a person's log; return how many entries."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Delete the logs of a workspace."""
        ...
