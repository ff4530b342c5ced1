"""Asks a chat model for a guide to one skill; the draft stays unused until a person approves it."""

from __future__ import annotations

import json

from knowledge.errors import CoachError
from knowledge.guide_model import GuideSource
from knowledge.guides.reader import read_guides
from knowledge.model import Outline, Skill
from knowledge.ports import ChatModel
from knowledge.prompt import prompt, whole_reply

SECONDS = 90.0
LONGEST_REPLY = 20_000
MOST_OTHERS = 30
FRONT = "---\nstatus: draft\n---\n\n"


async def draft_guide(outline: Outline, skill: Skill, chat: ChatModel) -> str:
    """Return a file with the draft of a guide to a skill.

    Raises:
        CoachError: the model failed, was late, or wrote something that isn't a guide.
    """
    section = next(s for s in outline.sections if s.id == skill.section_id)
    others = [s.text for s in outline.skills if s.section_id == section.id and s.id != skill.id]
    data = {
        "document": outline.document.title,
        "section": section.title,
        "skill": skill.text,
        "others": others[:MOST_OTHERS],
    }
    try:
        reply = await whole_reply(
            chat,
            prompt("guide"),
            json.dumps(data, ensure_ascii=False),
            seconds=SECONDS,
            characters=LONGEST_REPLY,
        )
    except TimeoutError:
        raise CoachError(f"The chat model didn't answer within {SECONDS:.0f} seconds.") from None
    reading = read_guides(reply, "draft.md", GuideSource.TEAM)
    if len(reading.guides) != 1 or not reading.guides[0].explanation:
        raise CoachError(f"The chat model wrote no guide to “{skill.text}”. Try again.")
    return f"{FRONT}{reply.strip()}\n"
