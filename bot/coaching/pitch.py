"""How far along an answer should meet a person: what they logged in the sections it cites. Pure."""

from collections.abc import Collection
from statistics import median_low

from bot.coaching.standing import Standing

NEW = "new to it"
SOME = "learned some of it"


def pitch(standing: Standing, section_ids: Collection[str]) -> str:
    """The middle one of the levels they logged there, as they name it; the lower of two.

    ``NEW`` where they logged nothing, ``SOME`` where they gave no level.
    """
    logged = [
        known
        for known in standing.known.values()
        if known.section is not None and known.section.id in section_ids
    ]
    levels = [known.level for known in logged if known.level]
    if not levels:
        return SOME if logged else NEW
    return median_low(levels).label
