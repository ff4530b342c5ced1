"""The last nudge, after several that nobody answered: it says that the coach stops."""

from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.model import Nudge, NudgeKind


def compose(material: Material) -> Nudge:
    """Return a nudge without question or suggestion, which only says that nudges end."""
    return Nudge(kind=NudgeKind.CLOSING, why=material.why, zone=material.zone)
