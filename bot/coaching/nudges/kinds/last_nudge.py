"""The one message after several that nobody answered: the coach stops, and says so."""

from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.model import Nudge, NudgeKind


def compose(material: Material) -> Nudge:
    """Asks nothing and suggests nothing: it only ends the nudges."""
    return Nudge(kind=NudgeKind.CLOSING, why=material.why, zone=material.zone)
