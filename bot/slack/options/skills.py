"""Search as you type over the skills: by letters, then by meaning; what is in none stays own."""

from typing import Any

from bot.coaching.finding import Choice, choices, search
from bot.coaching.learned import PERHAPS, alternatives, own_words
from bot.slack.desk import Desk
from bot.slack.registry import Options, OptionsCall
from bot.slack.text import plain
from bot.slack.views.learned_form import FIND_SKILLS, OPTIONS, option_groups
from knowledge.model import Catalogue, Match

SHORTEST_PHRASE = 3
"""Letters from which on a meaning is looked for."""
FEW = 8
"""With so many found by letters, the meaning has nothing to add."""


async def find_skills(desk: Desk, call: OptionsCall) -> list[dict[str, Any]]:
    """Skills of the documents and the person's own, and at the end what was typed as a new one."""
    typed = plain(call.typed)
    catalogue = await desk.catalogue()
    standing = await desk.standing(call.workspace, call.person)
    found = list(search(typed, choices(catalogue, standing), OPTIONS - 1))
    if len(typed) >= SHORTEST_PHRASE and len(found) < FEW:
        match = await desk.thinker.run(lambda: desk.knowledge.match(typed))
        found += [c for c in _meant(match, catalogue) if c not in found]
    words = own_words(typed)
    known = {choice.text.casefold() for choice in found}
    if any(map(str.isalnum, words)) and words.casefold() not in known:
        found.append(Choice("", words))
    return option_groups(found)


def _meant(match: Match, catalogue: Catalogue) -> list[Choice]:
    return [
        Choice(c.skill.id, c.skill.text, catalogue.sections[c.skill.section_id].title)
        for c in alternatives(match, PERHAPS)
    ]


SKILLS = Options(FIND_SKILLS, find_skills)
