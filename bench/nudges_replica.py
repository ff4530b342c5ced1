"""A replica in a process of its own: the coach's own scheduler over a database, and no more.

Replicas come from a fork server that has imported the coach already: one starts in a third of a
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
"""As ever, but without the pace that Slack asks for: what the coach itself can do is measured."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bench.nudges_warm", "bench.nudges_replica"])


class BenchError(Exception):
    """A replica ended by itself; the figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Life:
    """What a replica is told: its database, its Slack, and how far its clock is ahead."""

    database: str
    api: str
    token: str
    ahead: float


class Fleet:
    """So many replicas of one life."""

    def __init__(self, life: Life, replicas: int) -> None:
        self._life = life
        self._replicas = replicas
        self._running: list[ForkServerProcess] = []

    def start(self) -> None:
        """Starts them all; none may be running."""
        self._running = [
            FORKS.Process(target=replica, args=(self._life,), daemon=True)
            for _ in range(self._replicas)
        ]
        for process in self._running:
            process.start()

    async def kill(self, random: Random, apart: float = 0.0) -> None:
        """SIGKILL for each, in any order, up to ``apart`` seconds one after the other.

        Raises BenchError where one had ended by itself.
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
    """Sends what is due until it is killed."""
    configure("ERROR", "text")
    asyncio.run(_run(life))


async def _run(life: Life) -> None:
    database = await open_database(life.database)
    services = _desk(database, life)
    await Scheduler(services, UNPACED).run()


def _desk(database: Database, life: Life) -> Services:
    from bench.nudges_warm import KNOWING

    def clock() -> float:
        return time() + life.ahead

    client = web_client(life.token, life.api)
    return Services(
        knowledge=KNOWING,
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
