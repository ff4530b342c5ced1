"""What the person works towards, and what leads there."""

from bot.coaching.reasons import Claim, Says
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 20.0


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points as the skill serves the goal, for itself or for what needs it."""
    if skill.id not in seen.pull:
        return 0.0, None
    value, target = seen.pull[skill.id]
    if target == skill.id:
        return POINTS * value, Claim(Says.GOAL)
    why = seen.needs.why(target, skill.id)
    return POINTS * value, Claim(Says.ON_THE_WAY, (target,), why)
