"""What the cases stand on: a temporary folder with both sides' libraries of the same document."""

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
"""Questions of a session: the first stands apart, 200 make the percentiles."""

QUESTION = "How should we version a public API?"


@dataclass(frozen=True, slots=True)
class Ground:
    """``coach`` and ``naive`` in ``folder`` hold each side's library."""

    folder: Path
    questions: Path
    first_ask: dict[str, float]
    """Seconds of each side's very first cold answer from its new library."""

    def library(self, side: str) -> Path:
        """The folder of one side."""
        return self.folder / side


@contextmanager
def prepared() -> Iterator[Ground]:
    """Ingests and asks once on both sides, which warms the file cache too; cleans up at the end."""
    folder = Path(mkdtemp(prefix="skill-coach-bench-"))
    try:
        questions = folder / "questions.txt"
        questions.write_text("\n".join(spread(read_questions(QUESTIONS), ASKED)), "utf-8")
        first_ask: dict[str, float] = {}
        for side in SIDES:
            ingest(side, "minilm", folder / side, DOCUMENT)
            first_ask[side] = ask(side, folder / side)
        yield Ground(folder, questions, first_ask)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ask(side: str, library: Path) -> float:
    """Seconds of one answer from a cold process, from its start to its end."""
    arguments = {
        "coach": ["-m", "bot", "ask", QUESTION, "--json"],
        "naive": ["-m", "bench.worker", "naive", "ask", str(library), QUESTION],
    }
    return run(arguments[side], library, library).seconds


def read_questions(path: Path) -> list[str]:
    """The distinct questions of a JSON lines file, each on one line, in order."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return list(dict.fromkeys(" ".join(row["question"].split()) for row in rows))


def spread(items: list[str], count: int) -> list[str]:
    """``count`` items evenly spaced over all, in order; all of them when there are fewer."""
    count = min(count, len(items))
    return [items[index * len(items) // count] for index in range(count)]
