import json
from pathlib import Path

from bench.chart import PICTURE, draw, points

ROWS = [
    {
        "name": f"{size} passages: {name}",
        "coach": {"median": value},
        "naive": {"median": value / 2},
    }
    for size, value in (("10,000", 8.0), ("1,000", 2.0))
    for name in ("question to answer, p95", "embedding too, question to answer, p95")
]


def test_a_measure_is_taken_at_every_size_in_order() -> None:
    assert points(ROWS, "question to answer, p95") == {
        "coach": [(1_000, 2.0), (10_000, 8.0)],
        "naive": [(1_000, 1.0), (10_000, 4.0)],
    }


def test_the_picture_is_drawn_from_what_is_there_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "growth.json").write_text(json.dumps({"rows": ROWS}), "utf-8")
    draw(tmp_path)
    first = (tmp_path / PICTURE).read_text("utf-8")
    draw(tmp_path)

    assert "Question to answer, p95 (ms)" in first
    assert (tmp_path / PICTURE).read_text("utf-8") == first
