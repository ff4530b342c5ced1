"""Asks a chat model for aliases of skills, a few skills of one section at a time."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from knowledge.aliases.passages import Alias
from knowledge.aliases.reply_parser import read_reply
from knowledge.errors import CoachError
from knowledge.model import Outline, Section, Skill
from knowledge.ports import ChatModel
from knowledge.prompt import prompt, whole_reply

SECONDS = 60.0
"""Time limit for one reply."""
ALL_SECONDS = 900.0
"""Time limit for one ingest, about 2,000 skills. The next ingest continues from there."""
MOST_SKILLS = 8
"""Skills per request, so that a reply fits the model's limit."""
LONGEST_SKILL = 300
"""Characters; a longer bullet is a paragraph, which has enough words to be found by."""
LONGEST_NAME = 200
"""Characters of a title that are sent to the model."""
LONGEST_REPLY = 20_000

WriteProgress = Callable[[int, int], None]
"""Called with the requests done and their total."""


class WrittenAliases(Protocol):
    """The aliases written earlier, by the ``key`` of each skill."""

    def get(self, key: str) -> tuple[str, ...] | None: ...

    def keep(self, texts: Mapping[str, tuple[str, ...]]) -> None: ...


@dataclass(frozen=True, slots=True)
class _Batch:
    document: str
    section: Section
    skills: tuple[Skill, ...]

    @property
    def data(self) -> str:
        """The request as JSON, so that no text can break out of its field."""
        request = {
            "document": self.document[:LONGEST_NAME],
            "section": self.section.title[:LONGEST_NAME],
            "skills": {number: skill.text for number, skill in enumerate(self.skills, 1)},
        }
        return json.dumps(request, ensure_ascii=False)


async def ask(
    outlines: Sequence[Outline],
    chat: ChatModel,
    kept: WrittenAliases,
    *,
    seconds: float = SECONDS,
    all_seconds: float = ALL_SECONDS,
    progress: WriteProgress = lambda _done, _all: None,
) -> CoachError | None:
    """Ask for aliases of every skill that ``kept`` has none for, and save them there.

    Stops when the model fails or is late and returns that error; replies up to then are saved.
    """
    batches = [batch for outline in outlines for batch in _batches(outline, kept)]
    unread = 0
    try:
        async with asyncio.timeout(all_seconds):
            for done, batch in enumerate(batches):
                progress(done, len(batches))
                unread += not await _ask_batch(batch, chat, kept, seconds)
    except TimeoutError:
        return CoachError(f"The chat model {chat.name} took too long.")
    except CoachError as error:
        return error
    progress(len(batches), len(batches))
    return CoachError(f"The chat model {chat.name} returned nothing usable.") if unread else None


def kept_aliases(outline: Outline, kept: WrittenAliases) -> tuple[Alias, ...]:
    """Return the aliases kept for an outline's skills, in reading order."""
    titles = {section.id: section.title for section in outline.sections}
    return tuple(
        (skill.id, text)
        for skill in outline.skills
        for text in kept.get(key(titles[skill.section_id], skill)) or ()
    )


def key(section: str, skill: Skill) -> str:
    """Return the cache key of a skill: a hash of its text, its section's title and the prompt."""
    text = repr((rules(), section, skill.text))
    return sha256(text.encode()).hexdigest()[:32]


def _batches(outline: Outline, kept: WrittenAliases) -> Iterator[_Batch]:
    sections = {section.id: section for section in outline.sections}
    left: dict[str, list[Skill]] = {}
    for skill in outline.skills:
        known = kept.get(key(sections[skill.section_id].title, skill)) is not None
        if not known and len(skill.text) <= LONGEST_SKILL:
            left.setdefault(skill.section_id, []).append(skill)
    for section_id, skills in left.items():
        for start in range(0, len(skills), MOST_SKILLS):
            some = tuple(skills[start : start + MOST_SKILLS])
            yield _Batch(outline.document.title, sections[section_id], some)


async def _ask_batch(batch: _Batch, chat: ChatModel, kept: WrittenAliases, seconds: float) -> bool:
    """Ask for one batch; return whether the reply could be read.

    Skills that a readable reply leaves out aren't asked about again.
    """
    reply = await whole_reply(chat, rules(), batch.data, seconds=seconds, characters=LONGEST_REPLY)
    texts = read_reply(reply, len(batch.skills))
    if texts:
        title = batch.section.title
        numbered = enumerate(batch.skills, 1)
        kept.keep({key(title, skill): texts.get(number, ()) for number, skill in numbered})
    return bool(texts)


def rules() -> str:
    """Return the system prompt."""
    return prompt("aliases")
