"""A person's settings for the weekly nudge: when, how often, and when not. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Whether a person wants nudges."""

    ASKED = "asked"
    """The welcome message asked and they haven't answered, so nothing is sent."""
    ON = "on"
    PAUSED = "paused"
    """Nothing is sent until they resume."""
    OFF = "off"
    """They declined, and are not asked again."""
    STOPPED = "stopped"
    """The coach stopped by itself after several unanswered nudges."""


WORKWEEK = (0, 1, 2, 3, 4)
"""Monday to Friday; weekdays count from 0 for Monday, as in ``date.weekday``."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """When nudges may be sent. Times of day are minutes after midnight in the person's zone.

    ``weekday`` is None for the first workday of the week. ``zone`` is an IANA name, "" for the zone
    in Slack. ``holidays`` are (first day, last day), both ISO 8601 and included. ``snoozed_until``
    is the first day on which nudges may be sent again, or "". ``every`` is the number of weeks from
    one nudge to the next.
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
"""For a channel's weekly prompt: the day and hour were chosen, and no working hours apply."""
