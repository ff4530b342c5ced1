"""`python -m bench.nudges`: nudges at scale, and whether killed replicas lose or double any.

Without options all parts run, with options only those parts. It needs no network and no server:
PostgreSQL comes as a package and runs in a temporary folder. bench/results/nudges.md then
contains the latest figures of every part.
"""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from bench.nudges_databases import Databases, open_databases
from bench.nudges_kills import kill_rows, run_kills
from bench.nudges_replica import BenchError
from bench.nudges_scan import run_scan, scan_rows
from bench.nudges_sends import run_sends, send_rows
from bench.record import RESULTS, machine, progress, write_result
from bench.report import Machine, Result, Row, figure, missed, target

SIZES = (10_000, 1_000_000)
SQLITE_SIZE = 100_000
PEOPLE = 1_000
KILLS = 200
REPLICAS = 3

Measure = Callable[[Databases], tuple[Row, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chosen parts; return 0, 1 if a target was missed or replicas hung, 130 if stopped."""
    given = _parse(arguments)
    whole = not (given.scan or given.sends or given.kills)
    about = machine()
    try:
        with open_databases() as servers:
            results = [_measured(*part, servers, about) for part in parts(given, whole)]
    except KeyboardInterrupt:
        return 130
    except BenchError as error:
        progress(str(error))
        return 1
    (RESULTS / "nudges.md").write_text(report(_kept(), about), "utf-8")
    print(report(results, about))
    return int(any(missed(row) for result in results for row in result.rows))


def parts(given: argparse.Namespace, whole: bool) -> list[tuple[str, str, Measure]]:
    """Return the name, title and measurement of each part to run."""
    kills = partial(kill, kills=given.kills or KILLS)
    wanted = (
        (given.scan, "nudges-scan", "Who is due", scan),
        (given.sends, "nudges-sends", "Sending", send),
        (given.kills, "nudges-kills", "Killed replicas", kills),
    )
    return [(name, title, measure) for chosen, name, title, measure in wanted if chosen or whole]


def scan(servers: Databases) -> tuple[Row, ...]:
    """Measure the due scan at two sizes on PostgreSQL, and on SQLite."""
    cases = [(servers.postgresql(), size, f"{size:,} learners, PostgreSQL") for size in SIZES]
    cases += [(servers.sqlite(), SQLITE_SIZE, f"{SQLITE_SIZE:,} learners, SQLite")]
    rows: list[Row] = []
    for url, size, name in cases:
        rows += scan_rows(asyncio.run(run_scan(url, size)), name, target=size == max(SIZES))
    return tuple(rows)


def send(servers: Databases) -> tuple[Row, ...]:
    """Measure a thousand people due at once, for one replica and for three."""
    rows: list[Row] = []
    for replicas in (1, REPLICAS):
        found = asyncio.run(run_sends(servers.postgresql(), PEOPLE, replicas))
        rows += send_rows(found, f"{replicas} replica{'s' * (replicas > 1)}, {PEOPLE:,} people")
    return tuple(rows)


def kill(servers: Databases, kills: int) -> tuple[Row, ...]:
    """Kill three replicas on PostgreSQL, again and again."""
    found = asyncio.run(run_kills(servers.postgresql(), kills, REPLICAS))
    return kill_rows(found, f"{REPLICAS} replicas")


def report(results: Sequence[Result], about: Machine) -> str:
    """Return all figures as Markdown."""
    busy = " It was busy with other work." if about.busy else ""
    head = (
        "# Nudges\n\nMade by `python -m bench.nudges`: "
        f"{about.cores} cores, Python {about.python}, everything on one machine.{busy}"
    )
    return "\n\n".join([head, *map(_table, results)]) + "\n"


def _table(result: Result) -> str:
    lines = [f"## {result.title}\n", "| | | unit | target |", "|---|--:|---|--:|"]
    for row in result.rows:
        value = median(row.coach)
        lines.append(f"| {row.name} | {figure(value)} | {row.unit or '–'} | {target(row)} |")
    return "\n".join(lines)


def _measured(
    name: str, title: str, measure: Measure, servers: Databases, about: Machine
) -> Result:
    start = perf_counter()
    result = Result(name, title, measure(servers))
    write_result(RESULTS, result, about)
    progress(f"{name}: {perf_counter() - start:.0f} s")
    return result


def _kept() -> list[Result]:
    """Return the latest result of each part."""
    files = sorted(RESULTS.glob("nudges-*.json"))
    return [restore_result(json.loads(file.read_text("utf-8"))) for file in files]


def restore_result(kept: dict[str, Any]) -> Result:
    """Return the result that ``as_dict`` turned into ``kept``."""
    rows = (
        Row(row["name"], row["unit"], tuple(row["coach"]["samples"]), below=row["target_below"])
        for row in kept["rows"]
    )
    return Result(kept["case"], kept["title"], tuple(rows))


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.nudges", description=__doc__)
    parser.add_argument("--scan", action="store_true", help="how long it takes to find who is due")
    parser.add_argument("--sends", action="store_true", help="how fast nudges go out")
    parser.add_argument("--kills", type=int, metavar="N", help=f"kill replicas N times ({KILLS})")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
