"""Where replicas are measured: a filled database, a workspace, and what arrives there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter, time

from sqlalchemy import insert, literal, select, union_all

from bench.nudges_databases import log_of, schedules_of, workspace_of
from bench.nudges_replica import BenchError, Life
from bench.report import Row
from bot.store.database import Database, open_database
from bot.store.learning import DatabaseLearning
from bot.store.nudge_rows import schedule_values
from bot.store.schedules import FREE
from bot.store.tables import nudges, schedules
from sandbox.run import serve
from sandbox.workspace import Workspace

AT_ONCE = 1000
"""Rows of one insert."""
PAUSE = 0.2
PATIENCE = 60.0
"""Seconds without a message after which something is taken to hang."""


class Post:
    """The workspace's messages as they arrive, by the key in their metadata."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._came = asyncio.Event()
        self.keys: Counter[str] = Counter()
        self.times: list[float] = []
        """When each came, in seconds of ``perf_counter``."""

    def has(self, key: str) -> bool:
        """Whether a message with this key came."""
        return key in self.keys

    async def more(self, seconds: float) -> bool:
        """Waits for the next message; False where none comes in time."""
        self._came.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._came.wait()
        except TimeoutError:
            return False
        return True

    async def listen(self) -> None:
        """Counts until it is cancelled or the workspace closes."""
        with self._workspace.changes.subscribe() as changes:
            while (change := await changes.get()) is not None:
                if change.type == "message" and change.channel and change.ts:
                    self._take(change.channel, change.ts)

    def _take(self, channel: str, ts: str) -> None:
        message = self._workspace.messages.get(channel, ts)
        metadata = (message.metadata if message else None) or {}
        self.keys[str(metadata.get("event_payload", {}).get("key"))] += 1
        self.times.append(perf_counter())
        self._came.set()


@dataclass(frozen=True, slots=True)
class Stage:
    """A database in which ``people`` are due, and the workspace in which they are."""

    database: Database
    post: Post
    life: Life
    people: int

    @property
    def lost(self) -> int:
        """People who got nothing; every key is of one person and week, and there is one week."""
        return self.people - len(self.post.keys)

    @property
    def twice(self) -> int:
        """Messages beyond the first, over all people."""
        return self.post.keys.total() - len(self.post.keys)

    def now(self) -> float:
        """The replicas' time."""
        return time() + self.life.ahead

    async def sent(self) -> None:
        """Waits until nobody is due or held, and no line of the ledger open.

        Raises BenchError when no message comes for long before that.
        """
        latest = perf_counter()
        while await self._unsettled():
            if await self.post.more(PAUSE):
                latest = perf_counter()
            if perf_counter() - latest > PATIENCE:
                raise BenchError(f"nothing was sent for {PATIENCE:.0f} s, though people were due")

    async def _unsettled(self) -> bool:
        ahead = schedules.c.next_at <= self.now()
        waiting = select(literal(1)).where(ahead | (schedules.c.leased_until > 0))
        still_open = select(literal(1)).where(nudges.c.ts == "")
        async with self.database.transaction() as connection:
            found = await connection.execute(union_all(waiting, still_open).limit(1))
            return found.first() is not None


@asynccontextmanager
async def staged(database_url: str, people: int) -> AsyncIterator[Stage]:
    """Fills the empty database and serves the workspace until the block ends."""
    workspace = workspace_of(people)
    database, post = await open_database(database_url), Post(workspace)
    try:
        await _fill(database, workspace, people)
        async with serve(workspace) as server:
            listening = asyncio.create_task(post.listen())
            ahead = workspace.now() - time()
            life = Life(database_url, f"{server.url}/api/", workspace.bot_token, ahead)
            yield Stage(database, post, life, people)
        await listening
    finally:
        await database.close()


async def _fill(database: Database, workspace: Workspace, people: int) -> None:
    rows = [schedule_values(each) | FREE for each in schedules_of(workspace, people)]
    async with database.transaction() as connection:
        await connection.execute(insert(schedules), rows)
    entries, learning = log_of(workspace, people), DatabaseLearning(database)
    for start in range(0, len(entries), AT_ONCE):
        await learning.append(entries[start : start + AT_ONCE])


def fault_rows(lost: int, twice: int, name: str) -> tuple[Row, ...]:
    """Nobody may be left out, and nobody may get two."""
    return (
        Row(f"{name}: people without their nudge", "", (float(lost),), below=1.0),
        Row(f"{name}: nudges sent twice", "", (float(twice),), below=1.0),
    )
