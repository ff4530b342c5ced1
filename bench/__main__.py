"""`python -m bench`: run the cases, write bench/results/, print the table. See --help."""

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter

from bench.cases import CASES, LARGE_CASE, Case
from bench.chart import draw
from bench.children import ChildError
from bench.ground import Ground, prepared
from bench.report import Machine, Result, as_dict, render
from bench.rounds import Budget

RESULTS = Path(__file__).parent / "results"
ROUNDS = 5
QUICK_ROUNDS = 2
BUSY = 0.7
"""Processes at work, over the last minute before the start, that make the figures doubtful."""
PACKAGES = ("chromadb", "langchain-chroma", "onnxruntime", "sentence-transformers", "torch")


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0, 1 when a process failed, 130 when stopped."""
    given = _parse(arguments)
    cases = [case for case in CASES if given.only in (None, case.name)]
    cases += [LARGE_CASE] if given.large else []
    about = machine()
    try:
        results = _run(cases, QUICK_ROUNDS if given.quick else ROUNDS, about)
    except KeyboardInterrupt:
        _progress("stopped; what was finished is in the results folder")
        return 130
    except ChildError as error:
        _progress(str(error))
        return 1
    report = render(results, about)
    if given.only is None:
        (RESULTS / "latest.md").write_text(report, "utf-8")
    print(report)
    return 0


def machine() -> Machine:
    """What a report tells of this machine as it is now: nothing that names it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = tuple((name, found) for name in PACKAGES if (found := _version(name)))
    busy = hasattr(os, "getloadavg") and os.getloadavg()[0] > BUSY
    return Machine(cores or 1, platform.python_version(), packages, busy)


def _run(cases: Sequence[Case], rounds: int, about: Machine) -> list[Result]:
    _progress("preparing both libraries" + (" (the machine is busy)" if about.busy else ""))
    with prepared() as ground:
        return [_measured(case, ground, rounds, about) for case in cases]


def _measured(case: Case, ground: Ground, rounds: int, about: Machine) -> Result:
    start = perf_counter()
    result = Result(case.name, case.title, case.measure(ground, Budget(rounds, case.seconds)))
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(as_dict(result, about), indent=2, ensure_ascii=False)
    (RESULTS / f"{case.name}.json").write_text(text + "\n", "utf-8")
    if case.name.startswith("growth"):
        draw(RESULTS)
    _progress(f"{case.name}: {perf_counter() - start:.0f} s")
    return result


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds, not {ROUNDS}")
    parser.add_argument("--only", choices=[case.name for case in CASES], help="one case alone")
    parser.add_argument("--large", action="store_true", help="100,000 passages too (minutes more)")
    return parser.parse_args(arguments)


def _progress(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    # Ending it as Ctrl-C does ends the process under way too, and takes the folder away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
