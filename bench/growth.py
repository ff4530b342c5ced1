"""Cost as the library grows: generated documents, with generated vectors in place of the model.

Embedding costs the same for each passage however many there are, and would hide what grows: the
store and the search. Vectors that cost next to nothing show it. The same store is then searched
again with the model, to show what a person waits for.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree

from bench.generated import PASSAGES_A_SECTION, write_documents
from bench.report import Row
from bench.rounds import Budget, take_turns
from bench.sessions import (
    SIDES,
    IngestRun,
    Session,
    answer_rows,
    ingest_fresh,
    ingest_rows,
    latency_rows,
    memory_rows,
    session,
)
from bench.workloads import Workload

SIZES = (1_000, 10_000)
LARGE = (100_000,)
ROUNDS = 3


def measure_growth(
    workload: Workload, budget: Budget, sizes: tuple[int, ...] = SIZES
) -> tuple[Row, ...]:
    """Measure ingest rate, start and search at each size, in the coach's passages."""
    # Larger sizes take longer, so the seconds are split by size, with a minimum for the small ones.
    weights = [size + max(sizes) / 5 for size in sizes]
    parts = (budget.part(weight / sum(weights), ROUNDS) for weight in weights)
    return tuple(
        row
        for size, part in zip(sizes, parts, strict=True)
        for row in _size_rows(workload, part, size)
    )


def _size_rows(workload: Workload, budget: Budget, size: int) -> tuple[Row, ...]:
    documents = workload.folder / f"made-{size}"
    write_documents(documents, size // PASSAGES_A_SECTION)
    turns = {side: partial(_turn, workload, side, documents) for side in SIDES}
    taken = take_turns(turns, budget)
    stored = {side: [turn.stored for turn in taken[side]] for side in SIDES}
    asked = {side: [turn.asked for turn in taken[side]] for side in SIDES}
    with_model = {side: [turn.with_model for turn in taken[side]] for side in SIDES}
    prefix = f"{size:,} passages: "
    return (
        *ingest_rows(stored, f"{prefix}ingest"),
        *latency_rows(asked, prefix),
        *memory_rows(asked, prefix),
        *answer_rows(with_model, f"{prefix}embedding too, "),
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side's round: documents ingested, then questions without the model and with it."""

    stored: IngestRun
    asked: Session
    with_model: Session


def _turn(workload: Workload, side: str, documents: Path) -> _Turn:
    stored = ingest_fresh(side, "made", workload.folder / "grown" / side, documents)
    try:
        asked, with_model = (
            session(side, vectors, stored.library, workload.questions)
            for vectors in ("made", "minilm")
        )
    finally:
        rmtree(stored.library)  # a large one takes a quarter of a gigabyte
    return _Turn(stored, asked, with_model)
