"""Runs in a fresh process: `python -m bench.worker SIDE TASK ...`, JSON lines on stdout.

    SIDE session VECTORS FOLDER QUESTIONS   open the library, then answer the file's questions
    SIDE ingest  VECTORS FOLDER DOCUMENTS   ingest documents into an empty folder
    SIDE ask     FOLDER QUESTION            open, answer once

SIDE is coach or naive, VECTORS is minilm or made. QUESTIONS has one question per line.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Protocol

from bench.measure import resident_bytes

SETTLED = 50
"""How many questions are asked before memory is read again."""


class Side(Protocol):
    """What is compared; bench.coach and bench.naive are one each."""

    def open_session(self, folder: Path, *, made: bool) -> Callable[[str], object]: ...

    def ingest(self, folder: Path, documents: Path, *, made: bool) -> tuple[int, float]: ...


def session(side: Side, vectors: str, folder: str, questions: str) -> None:
    """Report when ready, answer the questions one by one, then report times and memory."""
    asked = Path(questions).read_text("utf-8").splitlines()
    answer = side.open_session(Path(folder), made=vectors == "made")
    _say(ready_bytes=resident_bytes())
    seconds: list[float] = []
    settled_bytes = 0
    for question in asked:
        start = perf_counter()
        answer(question)
        seconds.append(perf_counter() - start)
        if len(seconds) == min(SETTLED, len(asked)):
            settled_bytes = resident_bytes()
    _say(seconds=seconds, settled_bytes=settled_bytes)


def ingest(side: Side, vectors: str, folder: str, documents: str) -> None:
    """Report how many passages were stored, and the seconds that took with the model loaded."""
    passages, seconds = side.ingest(Path(folder), Path(documents), made=vectors == "made")
    _say(passages=passages, seconds=seconds)


def ask(side: Side, folder: str, question: str) -> None:
    """Report the answer."""
    _say(answer=str(side.open_session(Path(folder), made=False)(question)))


TASKS: dict[str, Callable[..., None]] = {"session": session, "ingest": ingest, "ask": ask}


def _side(name: str) -> Side:
    # Import only the side under test, so that the other's imports don't use its memory.
    if name == "coach":
        from bench import coach

        return coach
    from bench import naive

    return naive


def _say(**values: object) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    TASKS[sys.argv[2]](_side(sys.argv[1]), *sys.argv[3:])
