"""How surely the person has what a skill rests on: one log may be a slip, several agree."""

from bot.coaching.reasons import Claim
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 4.0


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points as the least supported of its needs has logged skills that show it."""
    needed = seen.needs.firm.get(skill.id, {})
    least = min((seen.support.get(id_, 0) for id_ in needed), default=0)
    return POINTS * (1 - 0.5**least), None
