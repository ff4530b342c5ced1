"""What is measured: each case is one function from the ground and a budget to rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.children import run
from bench.generated import SKILLS_A_SECTION, write_documents
from bench.growth import LARGE, growth
from bench.report import Row
from bench.rounds import Budget, interleaved
from bench.sessions import (
    SIDES,
    ingest_fresh,
    ingest_rows,
    latency_rows,
    memory_rows,
    row,
    session,
)
from bench.suggestions import suggesting
from bench.workloads import DOCUMENT, Ground, ask

MADE_SKILLS = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """``seconds`` is its share of the whole; all shares together stay under six minutes."""

    name: str
    title: str
    seconds: float
    measure: Callable[[Ground, Budget], tuple[Row, ...]]


def running(ground: Ground, budget: Budget) -> tuple[Row, ...]:
    """Start, memory and answers of a process that stays."""
    samples = interleaved(
        {
            side: partial(session, side, "minilm", ground.library(side), ground.questions)
            for side in SIDES
        },
        budget,
    )
    return *latency_rows(samples), *memory_rows(samples)


def asking(ground: Ground, budget: Budget) -> tuple[Row, ...]:
    """One question to a process that starts for it and ends."""
    turns = {side: partial(ask, side, ground.library(side)) for side in SIDES}
    first = {side: [seconds] for side, seconds in ground.first_ask.items()}
    return (
        row("`coach ask`, whole process", "s", interleaved(turns, budget), float),
        row("the very first after an ingest", "s", first, float),
    )


def ingesting(ground: Ground, budget: Budget) -> tuple[Row, ...]:
    """Documents into fresh stores: the packaged one, and a made one of 1,000 skills."""
    made = ground.folder / f"made-{MADE_SKILLS}-skills"
    sections = MADE_SKILLS // SKILLS_A_SECTION
    write_documents(made, sections, a_document=sections)
    rows: list[Row] = []
    for name, documents, share in (
        (DOCUMENT.name, DOCUMENT, 0.4),
        (f"{MADE_SKILLS:,} skills", made, 0.6),
    ):
        turns = {
            side: partial(ingest_fresh, side, "minilm", ground.folder, documents) for side in SIDES
        }
        rows += ingest_rows(interleaved(turns, budget.part(share)), name)
    return tuple(rows)


def commands(ground: Ground, budget: Budget) -> tuple[Row, ...]:
    """Commands that must not wait for a model; the naive peer has none."""
    library = ground.library("coach")

    def seconds(*arguments: str) -> float:
        return run(["-m", "bot", *arguments], library, library).seconds

    samples = interleaved(
        {
            "help": partial(seconds, "--help"),
            "ingest": partial(seconds, "ingest", str(DOCUMENT), "--json"),
        },
        budget,
    )
    return (
        Row("`coach --help`", "s", tuple(samples["help"]), below=0.5),
        Row("`coach ingest`, unchanged", "s", tuple(samples["ingest"]), below=1.0),
    )


CASES = (
    Case("running", "A running process", 85, running),
    Case("asking", "One question, cold", 65, asking),
    Case("ingesting", "Ingest", 75, ingesting),
    Case("commands", "Commands without a model", 10, commands),
    Case("growth", "Growth (made vectors, no model)", 55, growth),
    Case("suggestions", "Suggesting (made learners; each row names its peer)", 10, suggesting),
)
LARGE_CASE = Case("growth-large", "Growth, large", 900, partial(growth, sizes=LARGE))
