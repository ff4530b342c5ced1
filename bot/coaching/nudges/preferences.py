"""What a person asked of the weekly nudge: when, how often, and when not. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Whether a person wants nudges."""

    ASKED = "asked"
    """The welcome asked; they have not answered, so nothing is sent."""
    ON = "on"
    PAUSED = "paused"
    """Until they resume."""
    OFF = "off"
    """They said no, and are not asked again."""
    STOPPED = "stopped"
    """The coach stopped by itself after several that nobody answered."""


WORKWEEK = (0, 1, 2, 3, 4)
"""Monday to Friday; days of the week count from 0 for Monday, as in ``date.weekday``."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """When nudges may come. Times of day are minutes after midnight in the person's zone.

    ``weekday`` is None for the first workday of the week. ``zone`` is an IANA name, "" for what
    Slack says. ``holidays`` are (first day, last day), both ISO 8601 and included.
    ``snoozed_until`` is the first day on which nudges may come again, or "". ``every`` counts weeks
    from one nudge to the next.
    """

    mode: Mode = Mode.ASKED
    weekday: int | None = None
    minute: int = 10 * 60
    zone: str = ""
    workdays: tuple[int, ...] = WORKWEEK
    opens: int = 9 * 60
    closes: int = 18 * 60
    holidays: tuple[tuple[str, str], ...] = ()
    every: int = 1
    snoozed_until: str = ""
    reminders: bool = True


ALWAYS = Preferences(
    mode=Mode.ON, workdays=(0, 1, 2, 3, 4, 5, 6), opens=0, closes=24 * 60, reminders=False
)
"""For a channel's weekly prompt: whoever set it chose day and hour, and no working hours apply."""
