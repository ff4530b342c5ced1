"""Progress as a picture. The only user of matplotlib, which is loaded when a chart is drawn."""

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
"""Slack takes so many characters as an image's description."""

UNSAID = "without a level"
REST = "#e4e7ea"
BAR = 0.62
"""A bar's height, where a row's is 1."""
COLOURS: dict[Level | None, str] = {
    Level.CAN_TEACH: "#123524",
    Level.CONFIDENT: "#2f6f4f",
    Level.PRACTISING: "#5ba37e",
    Level.AWARE: "#a7d3bb",
    None: "#8fa3b0",
}
INK, FAINT = "#1d1c1d", "#616061"


def chart(progress: LearnerProgress) -> bytes:
    """A PNG: a bar a section, the logged part coloured by level. Takes half a second: on a thread.

    Words are drawn as written, never as mathematics; what the font lacks becomes an empty box.
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
    FigureCanvasAgg(figure)  # makes itself the figure's canvas: no display is looked for
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def alt_text(progress: LearnerProgress) -> str:
    """The chart's figures in words, those of the sections that are begun; at most 1,000 characters.

    What does not fit is counted.
    """
    said = f"{progress.known} of {progress.total} skills logged, self-reported."
    begun = [
        f"{one.section.title}: {len(one.known)} of {len(one.skills)}" for one in _known(progress)
    ]
    while begun and len(whole := f"{said} {'; '.join(begun)}.") > LONGEST_ALT - 30:
        begun.pop()
    left = len(_known(progress)) - len(begun)
    if not begun:
        return said
    return f"{whole} And {left} more sections." if left else whole


def _known(progress: LearnerProgress) -> list[SectionProgress]:
    return [one for one in progress.sections if one.known]


def _bars(axes: Axes, shown: tuple[SectionProgress, ...]) -> None:
    rows = range(len(shown))
    left = [0.0] * len(shown)
    for level, colour in COLOURS.items():
        widths = [_share(one, level) for one in shown]
        if any(widths):
            label = level.label if level else UNSAID
            axes.barh(rows, widths, left=left, color=colour, height=BAR, label=label)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    rest = [1 - done for done in left]
    axes.barh(rows, rest, left=left, color=REST, height=BAR, label="not logged yet")
    for row, one in enumerate(shown):
        figures = f"{len(one.known)} of {len(one.skills)}"
        axes.text(1.012, row, figures, va="center", color=FAINT, fontsize=9)


def _share(one: SectionProgress, level: Level | None) -> float:
    """What part of a section's skills is logged at a level, 0 to 1."""
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
    """A title that fits beside its bar, without characters that the font can't draw."""
    from matplotlib.font_manager import findfont, get_font

    drawn = get_font(findfont("DejaVu Sans")).get_charmap()
    plain = "".join(c if ord(c) in drawn else "\N{WHITE SQUARE}" for c in " ".join(title.split()))
    return plain if len(plain) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1].rstrip() + "…"
