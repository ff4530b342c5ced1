"""Draws progress as a chart. Only this file uses matplotlib, and imports it when drawing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from bot.coaching.learning.entries import Level
from bot.coaching.learning.progress import LearnerProgress, SectionProgress

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SECTIONS_SHOWN = 24
LONGEST_TITLE = 38
LONGEST_ALT = 1_000
"""Slack's limit for an image's description, in characters."""

NO_LEVEL = "without a level"
REST = "#e4e7ea"
BAR = 0.62
"""A bar's height as a share of its row's."""
COLOURS: dict[Level | None, str] = {
    Level.CAN_TEACH: "#123524",
    Level.CONFIDENT: "#2f6f4f",
    Level.PRACTISING: "#5ba37e",
    Level.AWARE: "#a7d3bb",
    None: "#8fa3b0",
}
INK, FAINT = "#1d1c1d", "#616061"


def draw_chart(progress: LearnerProgress) -> bytes:
    """Return a PNG with one bar per section, the logged part colored by level.

    It takes half a second, so call it on a thread. Titles are never parsed as math; characters
    that the font lacks become an empty box.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    shown = progress.sections[:SECTIONS_SHOWN]
    figure = Figure(figsize=(8.5, 1.5 + 0.34 * len(shown)), dpi=130, layout="constrained")
    figure.set_facecolor("white")
    axes = figure.add_subplot()
    _bars(axes, shown)
    _frame(axes, shown)
    heading = f"{progress.known} of {progress.total} skills logged, by section (self-reported)"
    axes.set_title(heading, loc="left", color=INK, fontsize=13, fontweight="bold", pad=30)
    drawn = BytesIO()
    FigureCanvasAgg(figure)  # sets itself as the figure's canvas, so that no display is needed
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def alt_text(progress: LearnerProgress) -> str:
    """Return the chart as text: the sections with logged skills, in at most 1,000 characters.

    Sections that don't fit are counted.
    """
    summary = f"{progress.known} of {progress.total} skills logged, self-reported."
    counts = [
        f"{one.section.title}: {len(one.known)} of {len(one.skills)}" for one in _known(progress)
    ]
    while counts and len(whole := f"{summary} {'; '.join(counts)}.") > LONGEST_ALT - 30:
        counts.pop()
    left = len(_known(progress)) - len(counts)
    if not counts:
        return summary
    return f"{whole} And {left} more sections." if left else whole


def _known(progress: LearnerProgress) -> list[SectionProgress]:
    return [one for one in progress.sections if one.known]


def _bars(axes: Axes, shown: tuple[SectionProgress, ...]) -> None:
    rows = range(len(shown))
    left = [0.0] * len(shown)
    for level, colour in COLOURS.items():
        widths = [_share(one, level) for one in shown]
        if any(widths):
            label = level.label if level else NO_LEVEL
            axes.barh(rows, widths, left=left, color=colour, height=BAR, label=label)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    rest = [1 - done for done in left]
    axes.barh(rows, rest, left=left, color=REST, height=BAR, label="not logged yet")
    for row, one in enumerate(shown):
        figures = f"{len(one.known)} of {len(one.skills)}"
        axes.text(1.012, row, figures, va="center", color=FAINT, fontsize=9)


def _share(one: SectionProgress, level: Level | None) -> float:
    """Return the share of a section's skills that is logged at a level, 0 to 1."""
    return sum(known.level is level for known in one.known.values()) / len(one.skills)


def _frame(axes: Axes, shown: tuple[SectionProgress, ...]) -> None:
    labels = axes.set_yticks(range(len(shown)), [_drawable(s.section.title) for s in shown])
    for tick in labels:
        tick.label1.set_parse_math(False)
    axes.tick_params(left=False, labelsize=10, labelcolor=INK)
    axes.set_xticks([])
    axes.set_xlim(0, 1.1)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.spines[:].set_visible(False)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=6,
        frameon=False,
        fontsize=9,
        labelcolor=FAINT,
        handlelength=1,
        columnspacing=1.2,
    )


def _drawable(title: str) -> str:
    """Return a title that fits next to its bar, without characters that the font lacks."""
    from matplotlib.font_manager import findfont, get_font

    drawn = get_font(findfont("DejaVu Sans")).get_charmap()
    plain = "".join(c if ord(c) in drawn else "\N{WHITE SQUARE}" for c in " ".join(title.split()))
    return plain if len(plain) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1].rstrip() + "…"
