"""Kills replicas without warning, again and again: does everybody get exactly one nudge?

Each run lets replicas send until messages arrive, kills them all with SIGKILL at a random moment,
some milliseconds apart so that the last go on without the first, and looks at what they left
behind: claims that nobody will end, and ledger entries that nobody will confirm, although Slack
already has some of the messages. Then the leases expire, and new replicas start. A run counts if a
claim was held at the kill. At the end, replicas run until everything is sent.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random

from sqlalchemy import select, update

from bench.nudges_replica import BenchError, Fleet
from bench.nudges_stage import PATIENCE, Stage, fault_rows, open_stage
from bench.report import Row
from bot.store.tables import nudges, schedules

A_RUN = 10
"""People per kill, so that there is work left at the last one."""
LATEST = 0.1
"""Maximum seconds from the first message of a run to its kill."""
APART = 0.02
TRIES = 3
"""Runs per kill that should count, because some hit no claim."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Counts of what killed replicas left behind."""

    claims: int
    lines: int
    taken: int
    """Ledger entries whose message Slack had accepted, without the replica knowing."""


@dataclass(frozen=True, slots=True)
class KillsResult:
    """The result of all runs; ``left`` has one item for each kill that counts."""

    people: int
    left: tuple[Leftovers, ...]
    lost: int
    twice: int


async def run_kills(database_url: str, kills: int, replicas: int, seed: int = 1) -> KillsResult:
    """Kill replicas on an empty database until ``kills`` kills count.

    Raises:
        BenchError: replicas hang.
    """
    async with open_stage(database_url, kills * A_RUN) as stage:
        fleet, random = Fleet(stage.life, replicas), Random(seed)
        left: list[Leftovers] = []
        for _ in range(kills * TRIES):
            if len(left) == kills or stage.lost == 0:
                break
            found = await _run(stage, fleet, random)
            left += [found] if found.claims else []
        fleet.start()
        await stage.sent()
        await fleet.kill(random)
        return KillsResult(stage.people, tuple(left), stage.lost, stage.twice)


async def _run(stage: Stage, fleet: Fleet, random: Random) -> Leftovers:
    began = stage.now()
    fleet.start()
    if not await stage.post.more(PATIENCE):
        raise BenchError("replicas sent nothing, though people were due")
    await asyncio.sleep(random.uniform(0, LATEST))
    await fleet.kill(random, APART)
    left = await _left(stage, began)
    await _pass_leases(stage)
    return left


async def _left(stage: Stage, began: float) -> Leftovers:
    leased = select(schedules.c.subject).where(schedules.c.leased_until > 0)
    lines = select(nudges.c.key).where(nudges.c.ts == "", nudges.c.at >= began)
    async with stage.database.transaction() as connection:
        claims = (await connection.execute(leased)).all()
        keys = (await connection.execute(lines)).scalars().all()
    return Leftovers(len(claims), len(keys), sum(stage.post.has(key) for key in keys))


async def _pass_leases(stage: Stage) -> None:
    """End all leases at once: their holders are dead, and waiting would only take time."""
    async with stage.database.transaction() as connection:
        await connection.execute(update(schedules).values(leased_until=0.0))


def kill_rows(found: KillsResult, name: str) -> tuple[Row, ...]:
    """Return rows for where the kills hit, and what came of them."""
    hit = (
        ("people", found.people),
        ("kills while claims were held", len(found.left)),
        ("of these, with ledger entries open", sum(e.lines > 0 for e in found.left)),
        (
            "of these, with a message already accepted by Slack",
            sum(e.taken > 0 for e in found.left),
        ),
    )
    return (
        *(Row(f"{name}: {words}", "", (float(count),)) for words, count in hit),
        *fault_rows(found.lost, found.twice, name),
    )
