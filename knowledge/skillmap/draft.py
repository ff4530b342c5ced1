"""Asks a chat model for the prerequisites of skills, section by section."""

import json
from collections.abc import Callable, Iterator, Sequence

from knowledge.errors import CoachError
from knowledge.model import Outline, Skill, SkillMap
from knowledge.ports import ChatModel
from knowledge.prompt import prompt, whole_reply
from knowledge.skillmap.proposals import Proposals

SECONDS = 60.0
"""Time limit for one reply."""
MOST_SKILLS = 8
"""Skills per request, so that a reply fits the model's limit."""
MOST_CHARACTERS = 12_000
"""Maximum characters of the other skills in one request."""
LONGEST_REPLY = 20_000
LONGEST_SKILL = 300
"""Characters; a longer bullet is a paragraph and is left out of the draft."""

DraftProgress = Callable[[int, int], None]
"""Called with the requests done and their total."""


async def draft(
    outline: Outline,
    there: SkillMap,
    chat: ChatModel,
    *,
    seconds: float = SECONDS,
    progress: DraftProgress = lambda _done, _all: None,
) -> tuple[Proposals, CoachError | None]:
    """Return proposals that fit the existing map ``there``, and an error or None.

    Stops when the model fails or is late, and returns that error with the proposals up to then.
    """
    proposals = Proposals(outline, there)
    batches = list(_batches(outline))
    for done, skills in enumerate(batches):
        progress(done, len(batches))
        try:
            data = _request(skills, proposals)
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


def _request(skills: list[Skill], proposals: Proposals) -> str:
    """Return the request: the batch's skills and as many others as fit, nearest first."""
    outline, left, others = proposals.outline, MOST_CHARACTERS, []
    asked = {skill.id for skill in skills}
    for skill in sorted(_short(outline.skills), key=lambda s: abs(s.order - skills[0].order)):
        name = proposals.name_of(skill)
        left -= len(name)
        if skill.id not in asked and left >= 0:
            others.append(name)
    titles = {section.id: section.title for section in outline.sections}
    request = {
        "document": outline.document.title,
        "section": titles[skills[0].section_id],
        "skills": [proposals.name_of(skill) for skill in skills],
        "others": others,
    }
    return json.dumps(request, ensure_ascii=False)


def rules() -> str:
    """Return the system prompt."""
    return prompt("map")
