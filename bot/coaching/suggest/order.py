"""What the document puts first."""

from bot.coaching.reasons import Claim, Says
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 0.5


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """A few points for standing early; always something true to say."""
    place = seen.places[skill.id]
    points = POINTS * (1 - place.rank / len(seen.catalogue.skills))
    if place.before is None:
        return points, Claim(Says.FIRST)
    return points, Claim(Says.AFTER, (place.before,))
