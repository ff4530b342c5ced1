"""Prepares what the cases need: a temporary folder with both sides' libraries of one document."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from bench.children import ROOT, run
from bench.sessions import SIDES, ingest

DOCUMENT = ROOT / "skills" / "backend-skills.md"
QUESTIONS = ROOT / "tests" / "eval" / "backend" / "questions.jsonl"
ASKED = 201
"""Questions per session: the first is measured separately, 200 give the percentiles."""

QUESTION = "How should we version a public API?"


@dataclass(frozen=True, slots=True)
class Workload:
    """The prepared libraries, in the subfolders ``coach`` and ``naive`` of ``folder``."""

    folder: Path
    questions: Path
    first_ask: dict[str, float]
    """Seconds of each side's first cold answer from its new library."""

    def library(self, side: str) -> Path:
        """Return the folder of one side."""
        return self.folder / side


@contextmanager
def prepare_workload() -> Iterator[Workload]:
    """Ingest and ask once on both sides, which also warms the file cache; clean up at the end."""
    folder = Path(mkdtemp(prefix="skill-coach-bench-"))
    try:
        questions = folder / "questions.txt"
        questions.write_text("\n".join(sample_evenly(read_questions(QUESTIONS), ASKED)), "utf-8")
        first_ask: dict[str, float] = {}
        for side in SIDES:
            ingest(side, "minilm", folder / side, DOCUMENT)
            first_ask[side] = ask(side, folder / side)
        yield Workload(folder, questions, first_ask)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ask(side: str, library: Path) -> float:
    """Return the seconds of one answer from a cold process, from its start to its end."""
    arguments = {
        "coach": ["-m", "bot", "ask", QUESTION, "--json"],
        "naive": ["-m", "bench.worker", "naive", "ask", str(library), QUESTION],
    }
    return run(arguments[side], library, library).seconds


def read_questions(path: Path) -> list[str]:
    """Return the distinct questions of a JSON lines file, each on one line, in order."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return list(dict.fromkeys(" ".join(row["question"].split()) for row in rows))


def sample_evenly(items: list[str], count: int) -> list[str]:
    """Return ``count`` items spaced evenly over all, in order, or all if there are fewer."""
    count = min(count, len(items))
    return [items[index * len(items) // count] for index in range(count)]
