"""How fast nudges go out, with one replica and with several on one database."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.nudges_replica import Fleet
from bench.nudges_stage import fault_rows, staged
from bench.report import Row


@dataclass(frozen=True, slots=True)
class Sending:
    """``rate`` is in messages a second, from the first to the last that arrived."""

    rate: float
    lost: int
    twice: int


async def sending(database_url: str, people: int, replicas: int) -> Sending:
    """Everybody is due at once, in one workspace that takes all that comes."""
    async with staged(database_url, people) as stage:
        fleet = Fleet(stage.life, replicas)
        fleet.start()
        await stage.sent()
        await fleet.kill(Random(1))
        took = stage.post.times[-1] - stage.post.times[0]
        return Sending((people - 1) / took, stage.lost, stage.twice)


def send_rows(found: Sending, name: str) -> tuple[Row, ...]:
    """The rate, and what went wrong."""
    rate = Row(f"{name}: nudges sent", "1/s", (found.rate,), higher_is_better=True)
    return rate, *fault_rows(found.lost, found.twice, name)
