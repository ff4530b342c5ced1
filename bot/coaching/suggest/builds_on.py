"""What builds on skills the person has."""

from bot.coaching.reasons import Claim, Says
from bot.coaching.situation import Situation
from knowledge.model import Skill

LOGGED = 1.0
IMPLIED = 0.6


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points for resting on a skill they logged, fewer where what they logged only shows it."""
    needed = seen.needs.firm.get(skill.id, {})
    if logged := next((id_ for id_ in seen.logged if id_ in needed), None):
        return LOGGED, Claim(Says.BUILDS_ON, (logged,), needed[logged])
    if shown := next((id_ for id_ in needed if id_ in seen.implied), None):
        return IMPLIED, Claim(Says.RESTS_ON, (seen.implied[shown], shown), needed[shown])
    return 0.0, None
