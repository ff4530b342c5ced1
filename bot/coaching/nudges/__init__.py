"""What each kind of nudge holds. ``NUDGES`` lists the kinds, a file each."""

from collections.abc import Callable

from bot.coaching.material import Material
from bot.coaching.nudge import Kind, Nudge
from bot.coaching.nudges import closing, prompt, reminder, weekly

__all__ = ["NUDGES", "Material", "compose"]

NUDGES: dict[Kind, Callable[[Material], Nudge | None]] = {
    Kind.WEEKLY: weekly.compose,
    Kind.CLOSING: closing.compose,
    Kind.REMINDER: reminder.compose,
    Kind.PROMPT: prompt.compose,
}


def compose(kind: Kind, material: Material) -> Nudge | None:
    """The nudge of that kind; None where there is nothing worth sending."""
    return NUDGES[kind](material)
