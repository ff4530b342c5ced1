"""Runs fresh processes, timestamps each line of their output, and never leaves one behind.

"Cold" means a new process; the system's file cache is warm for both sides alike.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 1800.0
"""Seconds after which a process counts as hung."""


class ChildError(Exception):
    """A process failed; the text says which and ends with its last line of stderr."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a process's output, and the seconds from its start until the line came."""

    seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """A process that succeeded: its output, and its seconds from start to end."""

    seconds: float
    lines: tuple[Line, ...]


def run(arguments: Sequence[str], folder: Path, data: Path) -> RunResult:
    """Run ``python arguments`` in ``folder`` with ``data`` as the coach's data folder.

    The process gets its own session, so that Ctrl-C doesn't reach it; we end it then.

    Raises:
        ChildError: the process failed.
    """
    start = perf_counter()
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints,
        subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment(data),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        lines = _lines(process, start)
        ran = RunResult(perf_counter() - start, lines)
        if process.returncode != 0:
            complaints.seek(0)
            raise ChildError(_failure(arguments, process.returncode, complaints.read()))
    return ran


def environment(data: Path) -> dict[str, str]:
    """Return our environment without coach or Slack settings, to measure the defaults."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COACH_", "SLACK_"))}
    ours = {"COACH_DATA_DIR": str(data), "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    return kept | ours


def _lines(process: "subprocess.Popen[str]", start: float) -> tuple[Line, ...]:
    watchdog = Timer(LONGEST, process.kill)
    watchdog.start()
    try:
        lines = tuple(Line(perf_counter() - start, text) for text in process.stdout or ())
        process.wait()
    except BaseException:
        process.kill()
        raise
    finally:
        watchdog.cancel()
    return lines


def _failure(arguments: Sequence[str], code: int, complaints: str) -> str:
    last = (complaints.strip().splitlines() or ["no output on stderr"])[-1]
    return f"`python {' '.join(arguments[:4])}` ended with {code}: {last}"
