"""Whose turn it is this week: what was shown and left lying makes way for something else.

The log does not hold what was shown, so a draw decides. Where only the document's order speaks
(first skills, documents without a map), order it is, and nothing is drawn.
"""

from hashlib import blake2b

from bot.coaching.reasons import Claim
from bot.coaching.situation import WEEK, Situation
from knowledge.model import Skill

POINTS = 1.5


def weigh(seen: Situation, skill: Skill) -> tuple[float, Claim | None]:
    """Points by a draw that is the same all week, and another one the next week."""
    if not seen.needs.firm.get(skill.id):
        return 0.0, None
    ticket = f"{int(seen.now // WEEK)} {skill.id}".encode("utf-8", "surrogatepass")
    return POINTS * int.from_bytes(blake2b(ticket, digest_size=4).digest(), "big") / 2**32, None
