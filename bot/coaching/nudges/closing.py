"""The one message after several that nobody answered: the coach stops, and says so."""

from bot.coaching.material import Material
from bot.coaching.nudge import Kind, Nudge


def compose(material: Material) -> Nudge:
    """Asks nothing and suggests nothing: it only ends the nudges."""
    return Nudge(kind=Kind.CLOSING, why=material.why, zone=material.zone)
