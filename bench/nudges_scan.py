"""Finds who is due among a million who aren't: generated schedules, with the clock moved forward.

Everybody's next look is spread evenly over a week, and from tick to tick the clock moves so far
that a hundred fall due. Claiming them is timed, planning them for a week later isn't.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from time import perf_counter

from sqlalchemy import text

from bench.measure import percentile, resident_bytes
from bench.nudges_databases import ANY_TIME
from bench.report import Row
from bot.store.database import Database, open_database
from bot.store.nudge_ports import ClaimedSchedule
from bot.store.nudges import DatabaseNudges

WORKSPACES = 10_000
DUE = 100
TICKS = 100
WEEK = 7 * 86_400.0
BEGIN = 1_800_000_000.0
TARGET = 50.0
"""Target in milliseconds at a million learners."""

NUMBERS = {
    "postgresql": "SELECT generate_series(0, :learners - 1) AS n",
    "sqlite": "WITH RECURSIVE c(n) AS "
    "(SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < :learners - 1) SELECT n FROM c",
}
FILL = """
INSERT INTO schedules (workspace, subject, kind, person, mode, preferences, since, next_at,
    planned_at, zone, about, token, leased_until, changed)
SELECT 'T' || (n % :workspaces), 'U' || n, 'weekly', 'U' || n, 'on', {preferences}, :begin - :week,
    :begin + :week * (n + 1) / :learners, :begin - :week, 'UTC', '', '', 0, {false}
FROM ({numbers}) AS numbered
"""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Seconds of each scan, with a hundred due and with nobody due, and memory in bytes."""

    due: tuple[float, ...]
    idle: tuple[float, ...]
    before_bytes: int
    after_bytes: int


async def run_scan(url: str, learners: int, ticks: int = TICKS) -> ScanResult:
    """Fill the empty database with learners and move through their week, tick by tick."""
    database = await open_database(url)
    try:
        await _fill(database, learners)
        return await _ticks(DatabaseNudges(database), learners, ticks)
    finally:
        await database.close()


async def _fill(database: Database, learners: int) -> None:
    dialect = database.engine.dialect.name
    statement = FILL.format(
        numbers=NUMBERS[dialect],
        preferences="CAST(:preferences AS JSON)" if dialect == "postgresql" else ":preferences",
        false="false" if dialect == "postgresql" else "0",
    )
    values = {
        "learners": learners,
        "workspaces": WORKSPACES,
        "begin": BEGIN,
        "week": WEEK,
        "preferences": json.dumps(asdict(ANY_TIME)),
    }
    async with database.transaction() as connection:
        await connection.execute(text(statement), values)


async def _ticks(nudges: DatabaseNudges, learners: int, ticks: int) -> ScanResult:
    step = WEEK * DUE / learners
    due: list[float] = []
    idle: list[float] = []
    before = 0
    for tick in range(ticks):
        now = BEGIN + step * (tick + 1) + 1e-3
        seconds, claimed = await _timed(nudges, now)
        due.append(seconds)
        if len(claimed) != DUE:
            raise AssertionError(f"{len(claimed)} were claimed where {DUE} were due")
        for each in claimed:
            after = (each.schedule.next_at or now) + WEEK
            await nudges.end(each, replace(each.schedule, next_at=after, planned_at=now))
        idle.append((await _timed(nudges, now))[0])
        before = before or resident_bytes()
    return ScanResult(tuple(due), tuple(idle), before, resident_bytes())


async def _timed(nudges: DatabaseNudges, now: float) -> tuple[float, Sequence[ClaimedSchedule]]:
    start = perf_counter()
    claimed = await nudges.claim(now, 2 * DUE)
    return perf_counter() - start, claimed


def scan_rows(found: ScanResult, name: str, *, target: bool = False) -> tuple[Row, ...]:
    """Return the 95th percentiles in ms, and the memory growth in MB."""
    grown = (found.after_bytes - found.before_bytes) / 1e6
    return (
        Row(
            f"{name}: find and claim {DUE} who are due, p95",
            "ms",
            (percentile(found.due, 0.95) * 1e3,),
            below=TARGET if target else None,
        ),
        Row(f"{name}: find that nobody is due, p95", "ms", (percentile(found.idle, 0.95) * 1e3,)),
        Row(f"{name}: memory growth over {len(found.due)} ticks", "MB", (grown,)),
    )
