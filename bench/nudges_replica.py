"""A replica in its own process: only the coach's scheduler, on a database.

Replicas come from a fork server that has already imported the coach. One starts in a third of a
second, so hundreds can be killed in minutes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from random import Random
from time import time

from bot.logs import configure
from bot.pace import Rate
from bot.scheduler import Rhythm, Scheduler
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.app.bolt import web_client
from bot.slack.home.home import show_home
from bot.slack.routing.services import Services
from bot.store.claims import DatabaseClaims
from bot.store.conversations import DatabaseConversations
from bot.store.database import Database, open_database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from bot.store.signals import DatabaseSignals
from bot.work import BoundedExecutor, Work

UNPACED = Rhythm(poll_seconds=0.05, rate=Rate(per_second=10_000.0, burst=10_000))
"""No rate limit, unlike in production, to measure what the coach itself can do."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bench.nudges_warm", "bench.nudges_replica"])


class BenchError(Exception):
    """A replica ended by itself or hung, so the figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Life:
    """A replica's settings: its database, its Slack, and how many seconds its clock is ahead."""

    database: str
    api: str
    token: str
    ahead: float


class Fleet:
    """Several replicas with the same settings."""

    def __init__(self, life: Life, replicas: int) -> None:
        self._life = life
        self._replicas = replicas
        self._running: list[ForkServerProcess] = []

    def start(self) -> None:
        """Start them all; none may be running."""
        self._running = [
            FORKS.Process(target=replica, args=(self._life,), daemon=True)
            for _ in range(self._replicas)
        ]
        for process in self._running:
            process.start()

    async def kill(self, random: Random, apart: float = 0.0) -> None:
        """Send SIGKILL to each, in random order, up to ``apart`` seconds apart.

        Raises:
            BenchError: a replica had already ended by itself.
        """
        random.shuffle(self._running)
        ended = [process.exitcode for process in self._running if process.exitcode is not None]
        for process in self._running:
            process.kill()
            await asyncio.sleep(random.uniform(0, apart))
        for process in self._running:
            await asyncio.to_thread(process.join)
            process.close()
        self._running = []
        if ended:
            raise BenchError(f"replicas ended by themselves with {ended}")


def replica(life: Life) -> None:
    """Send what is due until killed."""
    configure("ERROR", "text")
    asyncio.run(_run(life))


async def _run(life: Life) -> None:
    database = await open_database(life.database)
    services = _services(database, life)
    await Scheduler(services, UNPACED).run()


def _services(database: Database, life: Life) -> Services:
    from bench.nudges_warm import KNOWLEDGE

    def clock() -> float:
        return time() + life.ahead

    client = web_client(life.token, life.api)
    return Services(
        knowledge=KNOWLEDGE,
        claims=DatabaseClaims(database),
        conversations=DatabaseConversations(database),
        signals=DatabaseSignals(database),
        learning=DatabaseLearning(database),
        nudges=DatabaseNudges(database),
        messenger=Messenger(client),
        people=People(client, clock),
        work=Work(),
        executor=BoundedExecutor(),
        clock=clock,
        draw_home=show_home,
    )
