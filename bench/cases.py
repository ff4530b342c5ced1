"""The cases to measure; each is a function from the workload and a budget to rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.children import run
from bench.generated import SKILLS_A_SECTION, write_documents
from bench.growth import LARGE, measure_growth
from bench.report import Row
from bench.rounds import Budget, take_turns
from bench.sessions import (
    SIDES,
    ingest_fresh,
    ingest_rows,
    latency_rows,
    memory_rows,
    row,
    session,
)
from bench.suggestions import measure_suggestions
from bench.workloads import DOCUMENT, Workload, ask

GENERATED_SKILLS = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """One case; ``seconds`` is its time budget, and all of them together stay under six minutes."""

    name: str
    title: str
    seconds: float
    measure: Callable[[Workload, Budget], tuple[Row, ...]]


def measure_running(workload: Workload, budget: Budget) -> tuple[Row, ...]:
    """Measure start, memory and answers of a long-running process."""
    samples = take_turns(
        {
            side: partial(session, side, "minilm", workload.library(side), workload.questions)
            for side in SIDES
        },
        budget,
    )
    return *latency_rows(samples), *memory_rows(samples)


def measure_cold_questions(workload: Workload, budget: Budget) -> tuple[Row, ...]:
    """Measure one question to a process that starts for it and then ends."""
    turns = {side: partial(ask, side, workload.library(side)) for side in SIDES}
    first = {side: [seconds] for side, seconds in workload.first_ask.items()}
    return (
        row("`coach ask`, whole process", "s", take_turns(turns, budget), float),
        row("the very first after an ingest", "s", first, float),
    )


def measure_ingest(workload: Workload, budget: Budget) -> tuple[Row, ...]:
    """Measure ingest of the packaged document, and of a generated one with 1,000 skills."""
    made = workload.folder / f"made-{GENERATED_SKILLS}-skills"
    sections = GENERATED_SKILLS // SKILLS_A_SECTION
    write_documents(made, sections, a_document=sections)
    rows: list[Row] = []
    for name, documents, share in (
        (DOCUMENT.name, DOCUMENT, 0.4),
        (f"{GENERATED_SKILLS:,} skills", made, 0.6),
    ):
        turns = {
            side: partial(ingest_fresh, side, "minilm", workload.folder, documents)
            for side in SIDES
        }
        rows += ingest_rows(take_turns(turns, budget.part(share)), name)
    return tuple(rows)


def measure_commands(workload: Workload, budget: Budget) -> tuple[Row, ...]:
    """Measure commands that must not wait for a model; the naive peer has none."""
    library = workload.library("coach")

    def seconds(*arguments: str) -> float:
        return run(["-m", "bot", *arguments], library, library).seconds

    samples = take_turns(
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
    Case("running", "A running process", 85, measure_running),
    Case("asking", "One question, cold", 65, measure_cold_questions),
    Case("ingesting", "Ingest", 75, measure_ingest),
    Case("commands", "Commands without a model", 10, measure_commands),
    Case("growth", "Growth (generated vectors, no model)", 55, measure_growth),
    Case(
        "suggestions",
        "Suggestions (simulated learners; each row names its peer)",
        10,
        measure_suggestions,
    ),
)
LARGE_CASE = Case("growth-large", "Growth, large", 900, partial(measure_growth, sizes=LARGE))
