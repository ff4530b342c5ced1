"""Replicas killed without warning, again and again: does everybody get one nudge, and only one?

Each run lets replicas send until messages arrive, kills them all with SIGKILL at a random moment,
some milliseconds apart so that the last go on without the first, and looks at what they left
behind: claims that nobody will end, and lines of the ledger that nobody will confirm, of which
Slack has some messages already. Then the leases pass, and replicas start anew. A run counts when a
claim was held at the kill; at the end replicas are left alone until everything is sent.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random

from sqlalchemy import select, update

from bench.nudges_replica import BenchError, Fleet
from bench.nudges_stage import PATIENCE, Stage, fault_rows, staged
from bench.report import Row
from bot.store.tables import nudges, schedules

A_RUN = 10
"""People to each kill, so that there is work left at the last one."""
LATEST = 0.1
"""Seconds from the first message of a run to its kill, at most."""
APART = 0.02
TRIES = 3
"""Runs for each kill that is wanted: some hit no claim."""


@dataclass(frozen=True, slots=True)
class Left:
    """What killed replicas left behind; counts."""

    claims: int
    lines: int
    taken: int
    """Lines whose message Slack had taken, though the replica was not told."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of it all; ``left`` by each kill that counts."""

    people: int
    left: tuple[Left, ...]
    lost: int
    twice: int


async def killed(database_url: str, kills: int, replicas: int, seed: int = 1) -> Killed:
    """Counts ``kills`` kills over an empty database. Raises BenchError when replicas hang."""
    async with staged(database_url, kills * A_RUN) as stage:
        fleet, random = Fleet(stage.life, replicas), Random(seed)
        left: list[Left] = []
        for _ in range(kills * TRIES):
            if len(left) == kills or stage.lost == 0:
                break
            found = await _run(stage, fleet, random)
            left += [found] if found.claims else []
        fleet.start()
        await stage.sent()
        await fleet.kill(random)
        return Killed(stage.people, tuple(left), stage.lost, stage.twice)


async def _run(stage: Stage, fleet: Fleet, random: Random) -> Left:
    began = stage.now()
    fleet.start()
    if not await stage.post.more(PATIENCE):
        raise BenchError("replicas sent nothing, though people were due")
    await asyncio.sleep(random.uniform(0, LATEST))
    await fleet.kill(random, APART)
    left = await _left(stage, began)
    await _pass_leases(stage)
    return left


async def _left(stage: Stage, began: float) -> Left:
    held = select(schedules.c.subject).where(schedules.c.leased_until > 0)
    lines = select(nudges.c.key).where(nudges.c.ts == "", nudges.c.at >= began)
    async with stage.database.transaction() as connection:
        claims = (await connection.execute(held)).all()
        keys = (await connection.execute(lines)).scalars().all()
    return Left(len(claims), len(keys), sum(stage.post.has(key) for key in keys))


async def _pass_leases(stage: Stage) -> None:
    """All holders are dead: the rest of their leases would only be waited for."""
    async with stage.database.transaction() as connection:
        await connection.execute(update(schedules).values(leased_until=0.0))


def kill_rows(found: Killed, name: str) -> tuple[Row, ...]:
    """Where the kills hit, and what came of them."""
    hit = (
        ("people", found.people),
        ("kills while claims were held", len(found.left)),
        ("of these, with lines of the ledger open", sum(e.lines > 0 for e in found.left)),
        ("of these, with a message Slack had taken", sum(e.taken > 0 for e in found.left)),
    )
    return (
        *(Row(f"{name}: {words}", "", (float(count),)) for words, count in hit),
        *fault_rows(found.lost, found.twice, name),
    )
