"""What the Slack side needs remembered, as Protocols with a database and a memory twin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.feedback.gaps import Signal
from bot.coaching.learning.entries import Entry

LEASE_SECONDS = 120.0
"""A claim that nobody finished for this long may be taken over: its holder has died."""

TURNS_KEPT_SECONDS = 30 * 24 * 3600.0
CLAIMS_KEPT_SECONDS = 24 * 3600.0
SIGNALS_KEPT_SECONDS = 180 * 24 * 3600.0


class Claims(Protocol):
    """Who answers what: a key is taken by one worker at a time, and done once."""

    async def take(self, workspace: str, key: str, now: float) -> bool:
        """True for the one caller that may do the work. ``now`` in seconds since 1970."""
        ...

    async def done(self, workspace: str, key: str) -> None:
        """The work is finished; nobody gets this key again."""
        ...

    async def release(self, workspace: str, key: str) -> None:
        """The work failed; the next delivery may try again. A finished claim stays."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Forgets claims whose key names the person; returns how many that were."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Forgets all of a workspace."""
        ...

    async def purge(self, now: float) -> None:
        """Forgets claims older than ``CLAIMS_KEPT_SECONDS``."""
        ...


def names(key: str, person: str) -> bool:
    """Whether a claim's key names a person: as one of its parts, not within another id."""
    return person in re.split("[:/]", key)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and the coach's reply to it, in one thread of one workspace."""

    workspace: str
    channel: str
    thread_ts: str
    question_ts: str
    person: str
    question: str
    answer: str
    answer_channel: str
    answer_ts: tuple[str, ...]
    """The messages the reply was posted as, in order: a long one is split."""
    section_ids: tuple[str, ...]
    at: float


class Conversations(Protocol):
    """The coach's own memory of threads, so that it need not read them from Slack."""

    async def add(self, exchange: Exchange) -> None:
        """Stores an exchange; the same question again replaces it."""
        ...

    async def of_thread(
        self, workspace: str, channel: str, thread_ts: str, limit: int = 10
    ) -> Sequence[Exchange]:
        """The latest exchanges of a thread, oldest first; empty where the coach takes no part."""
        ...

    async def find(self, workspace: str, channel: str, question_ts: str) -> Exchange | None:
        """The exchange of one question, if it was answered."""
        ...

    async def remove(self, workspace: str, channel: str, question_ts: str) -> None:
        """Forgets one exchange."""
        ...

    async def of_person(self, workspace: str, person: str) -> Sequence[Exchange]:
        """Everything a person asked that is still kept, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Forgets everything a person asked; returns how many exchanges that were."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Forgets all of a workspace: the app was uninstalled there."""
        ...

    async def purge(self, now: float) -> None:
        """Forgets what is older than ``TURNS_KEPT_SECONDS``."""
        ...


class Signals(Protocol):
    """Verdicts on answers, for the gap radar."""

    async def add(self, signal: Signal) -> None:
        """Stores a verdict; another one on the same answer replaces it."""
        ...

    async def explain(self, workspace: str, key: str, reason: str) -> None:
        """Adds the person's reason to a verdict; an unknown one is no error."""
        ...

    async def since(self, workspace: str | None, at: float) -> Sequence[Signal]:
        """Verdicts from ``at`` on, oldest first; of all workspaces (for the operator) for None."""
        ...

    async def of_person(self, workspace: str, person: str) -> Sequence[Signal]:
        """The verdicts of one person, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Forgets a person's verdicts, and all on what they asked; returns how many that were."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Forgets all of a workspace."""
        ...

    async def purge(self, now: float) -> None:
        """Forgets what is older than ``SIGNALS_KEPT_SECONDS``."""
        ...


class Learning(Protocol):
    """The append-only log of what people said about their learning."""

    async def append(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Adds entries in one step and returns those that are new: an id is stored once."""
        ...

    async def of(self, workspace: str, person: str) -> Sequence[Entry]:
        """A person's whole log, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Deletes a person's log; returns how many entries that were."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Deletes the logs of a workspace."""
        ...
