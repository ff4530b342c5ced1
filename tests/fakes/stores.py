"""In-memory fakes of the stores, which pass the same contract tests as the database."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coaching.feedback.gaps import Signal
from bot.coaching.learning.entries import Entry
from bot.store.ports import (
    CLAIMS_KEPT_SECONDS,
    LEASE_SECONDS,
    SIGNALS_KEPT_SECONDS,
    TURNS_KEPT_SECONDS,
    Exchange,
    key_names_person,
)


class MemoryClaims:
    """Implements ``Claims`` within one process."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, str], tuple[float, bool]] = {}

    async def take(self, workspace: str, key: str, now: float) -> bool:
        stored = self.taken.get((workspace, key))
        if stored is not None and (stored[1] or stored[0] > now - LEASE_SECONDS):
            return False
        self.taken[workspace, key] = (now, False)
        return True

    async def done(self, workspace: str, key: str) -> None:
        if stored := self.taken.get((workspace, key)):
            self.taken[workspace, key] = (stored[0], True)

    async def release(self, workspace: str, key: str) -> None:
        if not self.taken.get((workspace, key), (0.0, True))[1]:
            del self.taken[workspace, key]

    async def forget(self, workspace: str, person: str) -> int:
        theirs = [
            key for key in self.taken if key[0] == workspace and key_names_person(key[1], person)
        ]
        for key in theirs:
            del self.taken[key]
        return len(theirs)

    async def forget_workspace(self, workspace: str) -> None:
        self.taken = {key: stored for key, stored in self.taken.items() if key[0] != workspace}

    async def purge(self, now: float) -> None:
        oldest = now - CLAIMS_KEPT_SECONDS
        self.taken = {key: stored for key, stored in self.taken.items() if stored[0] >= oldest}


class MemoryConversations:
    """Implements ``Conversations`` within one process."""

    def __init__(self) -> None:
        self.exchanges: dict[tuple[str, str, str], Exchange] = {}

    async def add(self, exchange: Exchange) -> None:
        self.exchanges[exchange.workspace, exchange.channel, exchange.question_ts] = exchange

    async def of_thread(
        self, workspace: str, channel: str, thread_ts: str, limit: int = 10
    ) -> Sequence[Exchange]:
        thread = (workspace, channel, thread_ts)
        found = [
            e for e in self.exchanges.values() if (e.workspace, e.channel, e.thread_ts) == thread
        ]
        return sorted(found, key=lambda e: e.question_ts)[-limit:]

    async def find(self, workspace: str, channel: str, question_ts: str) -> Exchange | None:
        return self.exchanges.get((workspace, channel, question_ts))

    async def remove(self, workspace: str, channel: str, question_ts: str) -> None:
        self.exchanges.pop((workspace, channel, question_ts), None)

    async def of_person(self, workspace: str, person: str) -> Sequence[Exchange]:
        mine = [
            e for e in self.exchanges.values() if (e.workspace, e.person) == (workspace, person)
        ]
        return sorted(mine, key=lambda e: e.at)

    async def forget(self, workspace: str, person: str) -> int:
        mine = await self.of_person(workspace, person)
        for each in mine:
            await self.remove(workspace, each.channel, each.question_ts)
        return len(mine)

    async def forget_workspace(self, workspace: str) -> None:
        self.exchanges = {k: e for k, e in self.exchanges.items() if e.workspace != workspace}

    async def purge(self, now: float) -> None:
        oldest = now - TURNS_KEPT_SECONDS
        self.exchanges = {k: e for k, e in self.exchanges.items() if e.at >= oldest}


class MemorySignals:
    """Implements ``Signals`` within one process."""

    def __init__(self) -> None:
        self.signals: dict[tuple[str, str], Signal] = {}

    async def add(self, signal: Signal) -> None:
        self.signals[signal.workspace, signal.key] = signal

    async def explain(self, workspace: str, key: str, reason: str) -> None:
        if stored := self.signals.get((workspace, key)):
            self.signals[workspace, key] = replace(stored, reason=reason)

    async def since(self, workspace: str | None, at: float) -> Sequence[Signal]:
        found = [
            s for s in self.signals.values() if workspace in (None, s.workspace) and s.at >= at
        ]
        return sorted(found, key=lambda s: s.at)

    async def of_person(self, workspace: str, person: str) -> Sequence[Signal]:
        mine = [s for s in self.signals.values() if (s.workspace, s.person) == (workspace, person)]
        return sorted(mine, key=lambda s: s.at)

    async def forget(self, workspace: str, person: str) -> int:
        theirs = [
            key
            for key, s in self.signals.items()
            if s.workspace == workspace and person in (s.person, s.asker)
        ]
        for key in theirs:
            del self.signals[key]
        return len(theirs)

    async def forget_workspace(self, workspace: str) -> None:
        self.signals = {k: s for k, s in self.signals.items() if s.workspace != workspace}

    async def purge(self, now: float) -> None:
        oldest = now - SIGNALS_KEPT_SECONDS
        self.signals = {k: s for k, s in self.signals.items() if s.at >= oldest}


class MemoryLearning:
    """Implements ``Learning`` within one process."""

    def __init__(self) -> None:
        self.log: dict[tuple[str, str, str], Entry] = {}

    async def append(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        new = [e for e in entries if (e.workspace, e.person, e.id) not in self.log]
        self.log |= {(e.workspace, e.person, e.id): e for e in new}
        return new

    async def of(self, workspace: str, person: str) -> Sequence[Entry]:
        return [e for e in self.log.values() if (e.workspace, e.person) == (workspace, person)]

    async def forget(self, workspace: str, person: str) -> int:
        mine = await self.of(workspace, person)
        for each in mine:
            del self.log[workspace, person, each.id]
        return len(mine)

    async def forget_workspace(self, workspace: str) -> None:
        self.log = {key: e for key, e in self.log.items() if e.workspace != workspace}
