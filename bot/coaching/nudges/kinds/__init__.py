"""Compose nudges. ``NUDGES`` lists the kinds, one file each."""

from collections.abc import Callable

from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.kinds import last_nudge, prompt, reminder, weekly
from bot.coaching.nudges.model import Nudge, NudgeKind

__all__ = ["NUDGES", "Material", "compose"]

NUDGES: dict[NudgeKind, Callable[[Material], Nudge | None]] = {
    NudgeKind.WEEKLY: weekly.compose,
    NudgeKind.CLOSING: last_nudge.compose,
    NudgeKind.REMINDER: reminder.compose,
    NudgeKind.PROMPT: prompt.compose,
}


def compose(kind: NudgeKind, material: Material) -> Nudge | None:
    """Return the nudge of that kind, None if there is nothing worth sending."""
    return NUDGES[kind](material)
