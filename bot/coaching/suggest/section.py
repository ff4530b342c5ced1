"""What finishes a section the person has begun."""

from bot.coaching.reasons import Claim, Says
from bot.coaching.situation import Situation
from knowledge.model import Skill

POINTS = 0.4


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points as much of the section is had already."""
    section_id = skill.section_id
    points = POINTS * seen.had_in.get(section_id, 0) / seen.sizes[section_id]
    if (logged := seen.logged_in.get(section_id)) is None:
        return points, None
    return points, Claim(Says.SECTION, (logged,))
