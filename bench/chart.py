"""Draws the growth figures as one picture, from the results of the growth cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SOURCES = ("growth.json", "growth-large.json")
PICTURE = "growth.svg"
PANELS = (
    ("question to answer, p95", "Question to answer, p95 (ms)"),
    ("embedding too, question to answer, p95", "With the embedding, p95 (ms)"),
    ("ingest, passages", "Ingest, passages per second"),
    ("memory after 50 questions", "Memory (MB)"),
)
"""How a row's name starts after its size, and the title of its panel."""
_SIDES = {"coach": ("#4a5fc1", "coach"), "naive": ("#9a9a9a", "naive peer")}

Points = dict[str, list[tuple[int, float]]]
"""For each side, pairs of a size in passages and a median, sorted by size."""


def points(rows: list[dict[str, Any]], measure: str) -> Points:
    """Return one measure at every size it was taken at."""
    found: Points = {side: [] for side in _SIDES}
    for row in rows:
        size, _, name = row["name"].partition(" passages: ")
        if name.startswith(measure):
            for side, taken in found.items():
                taken.append((int(size.replace(",", "")), row[side]["median"]))
    return {side: sorted(taken) for side, taken in found.items()}


def draw(folder: Path) -> None:
    """Write the picture into ``folder``, from the results there."""
    # Not pyplot, because it keeps every figure and looks for a display.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    files = [folder / name for name in SOURCES]
    rows = [row for f in files if f.is_file() for row in json.loads(f.read_text("utf-8"))["rows"]]
    with rc_context({"svg.hashsalt": "skill-coach", "svg.fonttype": "none"}):
        figure = Figure(figsize=(9, 6), layout="constrained")
        axes = figure.subplots(2, 2).flat
        for one, (measure, title) in zip(axes, PANELS, strict=True):
            _panel(one, points(rows, measure), title)
        figure.savefig(folder / PICTURE, metadata={"Date": None})


def _panel(axes: Axes, found: Points, title: str) -> None:
    for side, taken in found.items():
        colour, label = _SIDES[side]
        sizes, values = zip(*taken, strict=True) if taken else ((), ())
        axes.plot(sizes, values, marker="o", color=colour, label=label)
    axes.set(xscale="log", title=title, xlabel="passages of the coach")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
