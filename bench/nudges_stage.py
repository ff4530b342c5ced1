"""The setup for measuring replicas: a filled database, and a workspace that counts messages."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter, time

from sqlalchemy import insert, literal, select, union_all

from bench.nudges_databases import make_log, make_schedules, make_workspace
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
"""Rows per insert."""
PAUSE = 0.2
PATIENCE = 60.0
"""Seconds without a message after which the replicas count as hung."""


class Post:
    """Counts the workspace's messages as they arrive, by the key in their metadata."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._came = asyncio.Event()
        self.keys: Counter[str] = Counter()
        self.times: list[float] = []
        """When each one arrived, in seconds of ``perf_counter``."""

    def has(self, key: str) -> bool:
        """Whether a message with this key has arrived."""
        return key in self.keys

    async def more(self, seconds: float) -> bool:
        """Wait for the next message; return False if none comes within ``seconds``."""
        self._came.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._came.wait()
        except TimeoutError:
            return False
        return True

    async def listen(self) -> None:
        """Count messages until cancelled or the workspace closes."""
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
    """A database in which ``people`` are due, and the workspace they are in."""

    database: Database
    post: Post
    life: Life
    people: int

    @property
    def lost(self) -> int:
        """People who got nothing; there is one key per person and week, and only one week."""
        return self.people - len(self.post.keys)

    @property
    def twice(self) -> int:
        """Messages beyond the first per person, in total."""
        return self.post.keys.total() - len(self.post.keys)

    def now(self) -> float:
        """Return the replicas' time."""
        return time() + self.life.ahead

    async def sent(self) -> None:
        """Wait until nobody is due or leased, and no ledger entry is open.

        Raises:
            BenchError: no message came for ``PATIENCE`` seconds.
        """
        latest = perf_counter()
        while await self._is_work_left():
            if await self.post.more(PAUSE):
                latest = perf_counter()
            if perf_counter() - latest > PATIENCE:
                raise BenchError(f"nothing was sent for {PATIENCE:.0f} s, although people were due")

    async def _is_work_left(self) -> bool:
        ahead = schedules.c.next_at <= self.now()
        waiting = select(literal(1)).where(ahead | (schedules.c.leased_until > 0))
        still_open = select(literal(1)).where(nudges.c.ts == "")
        async with self.database.transaction() as connection:
            found = await connection.execute(union_all(waiting, still_open).limit(1))
            return found.first() is not None


@asynccontextmanager
async def open_stage(database_url: str, people: int) -> AsyncIterator[Stage]:
    """Fill the empty database and serve the workspace until the block ends."""
    workspace = make_workspace(people)
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
    rows = [schedule_values(each) | FREE for each in make_schedules(workspace, people)]
    async with database.transaction() as connection:
        await connection.execute(insert(schedules), rows)
    entries, learning = make_log(workspace, people), DatabaseLearning(database)
    for start in range(0, len(entries), AT_ONCE):
        await learning.append(entries[start : start + AT_ONCE])


def fault_rows(lost: int, twice: int, name: str) -> tuple[Row, ...]:
    """Return rows that require that nobody was left out and nobody got two."""
    return (
        Row(f"{name}: people without their nudge", "", (float(lost),), below=1.0),
        Row(f"{name}: nudges sent twice", "", (float(twice),), below=1.0),
    )
