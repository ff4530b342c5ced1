"""What the person started a while ago and has not logged yet."""

from bot.coaching.reasons import Claim, Says
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 5.0


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points for finishing what was begun."""
    if (at := seen.standing.started.get(skill.id)) is None:
        return 0.0, None
    return POINTS, Claim(Says.STARTED, at=at)
