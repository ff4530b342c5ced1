"""What matters most by the document's own map."""

from bot.coaching.reasons import Claim
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 1.0


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points by the map's weight; a number is nothing to tell."""
    return POINTS * seen.weights.get(skill.id, 1.0), None
