"""Asks a chat model, section by section, which skill comes before which."""

import json
from collections.abc import Callable, Iterator, Sequence

from knowledge.errors import CoachError
from knowledge.model import Outline, Skill, SkillMap
from knowledge.ports import ChatModel
from knowledge.prompt import prompt, whole_reply
from knowledge.skillmap.proposals import Proposals

SECONDS = 60.0
"""For one reply."""
MOST_SKILLS = 8
"""Asked about at once, so that a reply fits the model's limit."""
MOST_CHARACTERS = 12_000
"""Of the other skills named in one request."""
LONGEST_REPLY = 20_000
LONGEST_SKILL = 300
"""Characters; a longer bullet is a paragraph, and is left out of the draft."""

DraftProgress = Callable[[int, int], None]
"""Called with the requests done and how many there are."""


async def draft(
    outline: Outline,
    there: SkillMap,
    chat: ChatModel,
    *,
    seconds: float = SECONDS,
    progress: DraftProgress = lambda _done, _all: None,
) -> tuple[Proposals, CoachError | None]:
    """Proposals that fit the map that is ``there``.

    Where the model fails or is late it stops, and says so beside what it has until then.
    """
    proposals = Proposals(outline, there)
    batches = list(_batches(outline))
    for done, skills in enumerate(batches):
        progress(done, len(batches))
        try:
            data = _asked(skills, proposals)
            reply = await whole_reply(
                chat, rules(), data, seconds=seconds, characters=LONGEST_REPLY
            )
            proposals.take(reply)
        except TimeoutError:
            return proposals, CoachError(f"The chat model gave no answer in {seconds:.0f} seconds.")
        except CoachError as error:
            return proposals, error
    progress(len(batches), len(batches))
    return proposals, None


def _batches(outline: Outline) -> Iterator[list[Skill]]:
    for section in outline.sections:
        skills = [s for s in _short(outline.skills) if s.section_id == section.id]
        for start in range(0, len(skills), MOST_SKILLS):
            yield skills[start : start + MOST_SKILLS]


def _short(skills: Sequence[Skill]) -> Iterator[Skill]:
    return (skill for skill in skills if len(skill.text) <= LONGEST_SKILL)


def _asked(skills: list[Skill], proposals: Proposals) -> str:
    """The request: the skills to think about and, nearest first, the others, as many as go in."""
    outline, left, others = proposals.outline, MOST_CHARACTERS, []
    asked = {skill.id for skill in skills}
    for skill in sorted(_short(outline.skills), key=lambda s: abs(s.order - skills[0].order)):
        name = proposals.name_of(skill)
        left -= len(name)
        if skill.id not in asked and left >= 0:
            others.append(name)
    titles = {section.id: section.title for section in outline.sections}
    told = {
        "document": outline.document.title,
        "section": titles[skills[0].section_id],
        "skills": [proposals.name_of(skill) for skill in skills],
        "others": others,
    }
    return json.dumps(told, ensure_ascii=False)


def rules() -> str:
    """The system prompt."""
    return prompt("map")
