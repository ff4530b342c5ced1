import json
from dataclasses import replace

import pytest

from bench.report import Machine, Result, Row, as_dict, figure, ratio, render

MACHINE = Machine(2, "3.11.9", (("chromadb", "1.5.9"),))
LATENCY = Row("p50", "ms", (2.0, 3.0, 10.0), (8.0, 6.0, 10.0))
TARGET = Row("help", "s", (0.1, 0.3), below=0.5)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1,234"), (123.4, "123"), (12.34, "12.3"), (1.234, "1.23"), (0.0123, "0.0123")],
)
def test_figures_keep_three_digits(value: float, text: str) -> None:
    assert figure(value) == text


def test_a_ratio_is_the_median_of_the_rounds_with_their_range() -> None:
    assert ratio(LATENCY) == "0.5 (0.25 to 1)"
    assert ratio(Row("one", "s", (1.0,), (4.0,))) == "0.25"
    assert ratio(TARGET) == "–"


def test_the_table_shows_medians_direction_rounds_and_targets() -> None:
    missed = Row("slow", "1/s", (0.7,), (1.4,), higher_is_better=True, below=0.5)
    text = render([Result("x", "Things", (LATENCY, TARGET, missed))], MACHINE)
    assert "2 cores, Python 3.11.9; chromadb 1.5.9." in text
    assert "## Things" in text
    assert "| p50 | ms | lower | 3 | 8 | 0.5 (0.25 to 1) | 3 | – |" in text
    assert "| help | s | lower | 0.2 | – | – | 2 | < 0.5, met |" in text
    assert "| slow | 1/s | higher | 0.7 | 1.4 | 0.5 | 1 | < 0.5, **missed** |" in text


def test_a_busy_machine_is_told() -> None:
    assert "busy" not in render([], MACHINE)
    assert "busy with other work" in render([], replace(MACHINE, busy=True))


def test_every_row_of_the_table_has_as_many_cells_as_its_header() -> None:
    text = render([Result("x", "Things", (LATENCY, TARGET))], MACHINE)
    assert {line.count("|") for line in text.splitlines() if line.startswith("|")} == {9}


def test_json_keeps_every_sample() -> None:
    written = json.loads(json.dumps(as_dict(Result("x", "Things", (LATENCY, TARGET)), MACHINE)))
    assert written["machine"] == {
        "cores": 2,
        "python": "3.11.9",
        "packages": {"chromadb": "1.5.9"},
        "busy": False,
    }
    latency, target = written["rows"]
    assert latency["coach"] == {"median": 3.0, "samples": [2.0, 3.0, 10.0]}
    assert latency["ratio"] == 0.5
    assert (target["naive"], target["ratio"], target["target_below"]) == (None, None, 0.5)
