"""Formats rows of figures as Markdown and JSON; pure functions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.measure import ratios

_HEADER = "| | unit | better | coach | naive peer | coach / naive | rounds | target |"
_BUSY = " It was busy with other work: trust the ratios more than the figures."
_READING = (
    "Medians over rounds in which the two sides take turns. In brackets the lowest and highest "
    "ratio of a single round. The naive peer is LangChain's Chroma store with the same MiniLM, one "
    "chunk per section (`bench/naive.py`)."
)
_RULE = "|---|---|---|--:|--:|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, with one sample per round in ``unit``; ``naive`` is empty without a peer.

    ``below`` is the target for the coach, in ``unit``, where there is one.
    """

    name: str
    unit: str
    coach: tuple[float, ...]
    naive: tuple[float, ...] = ()
    higher_is_better: bool = False
    below: float | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What a report says about the machine, and the packages that both sides use."""

    cores: int
    python: str
    packages: tuple[tuple[str, str], ...]
    busy: bool = False
    """Whether the machine was busy with other work when the run began."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one case measured."""

    name: str
    title: str
    rows: tuple[Row, ...]


def as_dict(result: Result, machine: Machine) -> dict[str, Any]:
    """Return everything for a JSON file, with all samples in order for recalculation."""
    about = asdict(machine) | {"packages": dict(machine.packages)}
    rows = [_row_dict(row) for row in result.rows]
    return {"case": result.name, "title": result.title, "machine": about, "rows": rows}


def render(results: Sequence[Result], machine: Machine) -> str:
    """Return the whole report as Markdown."""
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages)
    head = (
        f"# Benchmarks\n\nMade by `make bench`: {machine.cores} cores, Python {machine.python}; "
        f"{packages}.{_BUSY if machine.busy else ''}\n\n{_READING}"
    )
    return "\n\n".join([head, *(_table(result) for result in results)]) + "\n"


def figure(value: float) -> str:
    """Format about three significant digits: 1,235 and 12.3 and 0.012."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def target(row: Row) -> str:
    """Return the target and whether it was met, or a dash without one."""
    if row.below is None:
        return "–"
    return f"< {figure(row.below)}, {'**missed**' if missed(row) else 'met'}"


def missed(row: Row) -> bool:
    """Whether there is a target and the coach isn't below it."""
    return row.below is not None and median(row.coach) >= row.below


def ratio(row: Row) -> str:
    """Return the median ratio with the range over the rounds, or a dash without a peer."""
    found = ratios(row.coach, row.naive) if row.naive else ()
    if not found:
        return "–"
    spread = f" ({figure(min(found))} to {figure(max(found))})" if len(found) > 1 else ""
    return f"{figure(median(found))}{spread}"


def _table(result: Result) -> str:
    return "\n".join([f"## {result.title}\n", _HEADER, _RULE, *map(_line, result.rows)])


def _line(row: Row) -> str:
    cells = (
        row.name,
        row.unit,
        "higher" if row.higher_is_better else "lower",
        figure(median(row.coach)),
        figure(median(row.naive)) if row.naive else "–",
        ratio(row),
        str(len(row.coach)),
        target(row),
    )
    return f"| {' | '.join(cells)} |"


def _row_dict(row: Row) -> dict[str, Any]:
    found = ratios(row.coach, row.naive) if row.naive else ()
    return {
        "name": row.name,
        "unit": row.unit,
        "better": "higher" if row.higher_is_better else "lower",
        "coach": {"median": median(row.coach), "samples": row.coach},
        "naive": {"median": median(row.naive), "samples": row.naive} if row.naive else None,
        "ratio": median(found) if found else None,
        "target_below": row.below,
    }
