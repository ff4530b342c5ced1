import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench import __main__ as command
from bench.cases import CASES, Case
from bench.children import ChildError
from bench.report import Row
from bench.rounds import Budget
from bench.workloads import Workload


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set up two quick cases on an empty workload; return the results folder."""

    @contextmanager
    def prepare() -> Iterator[Workload]:
        yield Workload(tmp_path, tmp_path / "questions.txt", {})

    def measure(workload: Workload, budget: Budget) -> tuple[Row, ...]:
        return (Row("p50", "ms", (1.0,) * budget.rounds, (2.0,) * budget.rounds),)

    cases = tuple(Case(name, name.title(), 1, measure) for name in ("one", "two"))
    monkeypatch.setattr(command, "CASES", cases)
    monkeypatch.setattr(command, "prepare_workload", prepare)
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results")
    return tmp_path / "results"


def test_a_whole_run_writes_each_case_and_the_table(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--quick"]) == 0
    table = (results / "latest.md").read_text("utf-8")
    assert "## One" in table
    assert "## Two" in table
    out, err = capsys.readouterr()
    assert out.strip() == table.strip()
    assert "bench: one:" in err
    rows = json.loads((results / "two.json").read_text("utf-8"))["rows"]
    assert rows[0]["coach"]["samples"] == [1.0, 1.0]


def test_one_case_alone_leaves_the_table_as_it_was(results: Path) -> None:
    assert command.main(["--only", "two"]) == 0
    assert [path.name for path in results.iterdir()] == ["two.json"]


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [(KeyboardInterrupt(), 130, "stopped"), (ChildError("it broke"), 1, "it broke")],
)
def test_trouble_ends_in_a_sentence_and_a_code(
    results: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: BaseException,
    code: int,
    words: str,
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(command, "prepare_workload", fail)
    assert command.main([]) == code
    assert words in capsys.readouterr().err


def test_the_shares_of_all_cases_leave_room_to_prepare_within_six_minutes() -> None:
    assert sum(case.seconds for case in CASES) <= 300
