"""`python -m bench`: run the cases, write bench/results/, print the table. See --help."""

import argparse
import signal
import sys
from collections.abc import Sequence
from time import perf_counter

from bench.cases import CASES, LARGE_CASE, Case
from bench.chart import draw
from bench.children import ChildError
from bench.record import RESULTS, machine, progress, write_result
from bench.report import Machine, Result, render
from bench.rounds import Budget
from bench.workloads import Workload, prepare_workload

ROUNDS = 5
QUICK_ROUNDS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chosen cases; return 0, 1 if a process failed, 130 if stopped."""
    given = _parse(arguments)
    cases = [case for case in CASES if given.only in (None, case.name)]
    cases += [LARGE_CASE] if given.large else []
    about = machine()
    try:
        results = _run(cases, QUICK_ROUNDS if given.quick else ROUNDS, about)
    except KeyboardInterrupt:
        progress("stopped; finished cases are in the results folder")
        return 130
    except ChildError as error:
        progress(str(error))
        return 1
    report = render(results, about)
    if given.only is None:
        (RESULTS / "latest.md").write_text(report, "utf-8")
    print(report)
    return 0


def _run(cases: Sequence[Case], rounds: int, about: Machine) -> list[Result]:
    progress("preparing both libraries" + (" (the machine is busy)" if about.busy else ""))
    with prepare_workload() as workload:
        return [_measured(case, workload, rounds, about) for case in cases]


def _measured(case: Case, workload: Workload, rounds: int, about: Machine) -> Result:
    start = perf_counter()
    result = Result(case.name, case.title, case.measure(workload, Budget(rounds, case.seconds)))
    write_result(RESULTS, result, about)
    if case.name.startswith("growth"):
        draw(RESULTS)
    progress(f"{case.name}: {perf_counter() - start:.0f} s")
    return result


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds instead of {ROUNDS}"
    )
    parser.add_argument("--only", choices=[case.name for case in CASES], help="run only this case")
    parser.add_argument("--large", action="store_true", help="also 100,000 passages (minutes more)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    # SIGTERM acts like Ctrl-C, which also ends the running process and removes the folder.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
