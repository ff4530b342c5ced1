"""What much else builds on."""

import math

from bot.coaching.reasons import Claim, Says
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 0.6


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points for each doubling of the skills that wait for this one."""
    if not (waiting := seen.built_on.get(skill.id)):
        return 0.0, None
    return POINTS * math.log2(1 + len(waiting)), Claim(Says.OPENS, waiting)
