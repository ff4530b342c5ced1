"""Measures how fast nudges go out, with one replica and with several on one database."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.nudges_replica import Fleet
from bench.nudges_stage import fault_rows, open_stage
from bench.report import Row


@dataclass(frozen=True, slots=True)
class SendsResult:
    """The result; ``rate`` is in messages per second, from the first to the last that arrived."""

    rate: float
    lost: int
    twice: int


async def run_sends(database_url: str, people: int, replicas: int) -> SendsResult:
    """Send to ``people`` who are all due at once, in a workspace without rate limits."""
    async with open_stage(database_url, people) as stage:
        fleet = Fleet(stage.life, replicas)
        fleet.start()
        await stage.sent()
        await fleet.kill(Random(1))
        took = stage.post.times[-1] - stage.post.times[0]
        return SendsResult((people - 1) / took, stage.lost, stage.twice)


def send_rows(found: SendsResult, name: str) -> tuple[Row, ...]:
    """Return rows for the rate, and for lost and doubled nudges."""
    rate = Row(f"{name}: nudges sent", "1/s", (found.rate,), higher_is_better=True)
    return rate, *fault_rows(found.lost, found.twice, name)
