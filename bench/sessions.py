"""Single measurements: a process that opens the library and answers, and one that ingests."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from bench.children import run
from bench.measure import percentile
from bench.report import Row

SIDES = ("coach", "naive")
MEGABYTE = 1e6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Session:
    """A process's times in seconds and memory in bytes, with the first question apart."""

    ready: float
    first: float
    answers: tuple[float, ...]
    ready_bytes: int
    settled_bytes: int


@dataclass(frozen=True, slots=True)
class IngestRun:
    """One ingest; ``seconds`` start with the model loaded, ``whole`` is the whole process."""

    library: Path
    passages: int
    seconds: float
    whole: float


def session(side: str, vectors: str, library: Path, questions: Path) -> Session:
    """Open a library in a new process and ask it every question.

    Raises:
        ChildError: the process failed.
    """
    arguments = ["-m", "bench.worker", side, "session", vectors, str(library), str(questions)]
    ready, done = run(arguments, library, library).lines
    reply = json.loads(done.text)
    first, *answers = reply["seconds"]
    weight = json.loads(ready.text)["ready_bytes"]
    return Session(ready.seconds, first, tuple(answers), weight, reply["settled_bytes"])


def ingest(side: str, vectors: str, library: Path, documents: Path) -> IngestRun:
    """Ingest documents in a new process into ``library``, which is created if missing.

    Raises:
        ChildError: the process failed.
    """
    library.mkdir(parents=True, exist_ok=True)
    arguments = ["-m", "bench.worker", side, "ingest", vectors, str(library), str(documents)]
    ran = run(arguments, library, library)
    reply = json.loads(ran.lines[-1].text)
    return IngestRun(library, reply["passages"], reply["seconds"], ran.seconds)


def ingest_fresh(side: str, vectors: str, folder: Path, documents: Path) -> IngestRun:
    """Ingest documents in a new process into a new empty folder under ``folder``.

    Raises:
        ChildError: the process failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return ingest(side, vectors, Path(mkdtemp(dir=folder)), documents)


def row(
    name: str,
    unit: str,
    samples: dict[str, list[T]],
    of: Callable[[T], float],
    *,
    higher_is_better: bool = False,
) -> Row:
    """Return a row of both sides' samples, each reduced to one figure by ``of``."""
    coach, naive = (tuple(of(sample) for sample in samples[side]) for side in SIDES)
    return Row(name, unit, coach, naive, higher_is_better)


def latency_rows(samples: dict[str, list[Session]], prefix: str = "") -> tuple[Row, ...]:
    """Return rows for start, first question, and the 50th and 95th percentile of the others."""
    return (
        row(f"{prefix}start to ready", "s", samples, lambda s: s.ready),
        row(f"{prefix}first question when ready", "ms", samples, lambda s: s.first * 1e3),
        *answer_rows(samples, prefix),
    )


def answer_rows(samples: dict[str, list[Session]], prefix: str = "") -> tuple[Row, ...]:
    """Return rows for the 50th and 95th percentile of all questions but the first."""
    return (
        row(f"{prefix}question to answer, p50", "ms", samples, lambda s: _ms(s.answers, 0.5)),
        row(f"{prefix}question to answer, p95", "ms", samples, lambda s: _ms(s.answers, 0.95)),
    )


def memory_rows(samples: dict[str, list[Session]], prefix: str = "") -> tuple[Row, ...]:
    """Return rows for resident memory when ready and after 50 questions."""
    return (
        row(f"{prefix}memory when ready", "MB", samples, lambda s: s.ready_bytes / MEGABYTE),
        row(
            f"{prefix}memory after 50 questions",
            "MB",
            samples,
            lambda s: s.settled_bytes / MEGABYTE,
        ),
    )


def ingest_rows(samples: dict[str, list[IngestRun]], prefix: str) -> tuple[Row, ...]:
    """Return rows for times and rates; each side splits a document into its own passages."""
    counts = " and ".join(f"{samples[side][0].passages:,}" for side in SIDES)
    return (
        row(f"{prefix}, whole process", "s", samples, lambda s: s.whole),
        row(f"{prefix}, model loaded", "s", samples, lambda s: s.seconds),
        row(
            f"{prefix}, passages ({counts})",
            "1/s",
            samples,
            lambda s: s.passages / s.seconds,
            higher_is_better=True,
        ),
    )


def _ms(seconds: Sequence[float], share: float) -> float:
    return percentile(seconds, share) * 1e3
