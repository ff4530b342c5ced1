"""Searches skills as somebody types: by letters, then by meaning; else offers it as their own."""

from typing import Any

from bot.coaching.learning.logging_decision import MIN_CONFIDENCE, alternatives, own_words
from bot.coaching.learning.skill_search import SkillChoice, search, skill_choices
from bot.slack.api.mrkdwn import plain
from bot.slack.learning.views_form import FIND_SKILLS, OPTIONS, option_groups
from bot.slack.routing.handlers import Options, OptionsCall
from bot.slack.routing.services import Services
from knowledge.model import Catalogue, Match

SHORTEST_PHRASE = 3
"""How many letters must be typed before searching by meaning."""
FEW = 8
"""With this many found by letters, there is no search by meaning."""


async def find_skills(services: Services, call: OptionsCall) -> list[dict[str, Any]]:
    """Return skills of the documents and the person's own; last, the typed words as a new one."""
    typed = plain(call.typed)
    catalogue = await services.catalogue()
    learner = await services.learner(call.workspace, call.person)
    found = list(search(typed, skill_choices(catalogue, learner), OPTIONS - 1))
    if len(typed) >= SHORTEST_PHRASE and len(found) < FEW:
        match = await services.executor.run(lambda: services.knowledge.match(typed))
        found += [c for c in _meant(match, catalogue) if c not in found]
    words = own_words(typed)
    known = {choice.text.casefold() for choice in found}
    if any(map(str.isalnum, words)) and words.casefold() not in known:
        found.append(SkillChoice("", words))
    return option_groups(found)


def _meant(match: Match, catalogue: Catalogue) -> list[SkillChoice]:
    return [
        SkillChoice(c.skill.id, c.skill.text, catalogue.sections[c.skill.section_id].title)
        for c in alternatives(match, MIN_CONFIDENCE)
    ]


SKILLS = Options(FIND_SKILLS, find_skills)
