"""The domain model as frozen values. No I/O, no third-party imports.

Ids are short hex digests of what identifies a thing (its source, headings and words), so the same
document gets the same ids on every machine and in every run.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.guide_model import Guide, GuideLink, GuideSource


class Grain(StrEnum):
    """What part of a document a passage is."""

    SECTION = "section"
    SKILL = "skill"
    TEXT = "text"
    ALIAS = "alias"
    """An alias of a skill: used to find it, never shown or cited."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a team wrote; ``source`` is its stable name."""

    id: str
    title: str
    source: str
    url: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with something directly under it.

    ``path`` has the headings from the top of the document down to this one, its own title last.
    ``order`` counts sections from 0 in reading order; ``level`` is the heading's, 0 for none.
    """

    id: str
    document_id: str
    title: str
    path: tuple[str, ...]
    level: int
    order: int


@dataclass(frozen=True, slots=True)
class Skill:
    """One bullet, as written, without inline marks. ``order`` counts from 0 in its document."""

    id: str
    section_id: str
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be found and cited.

    ``text`` is what people read, ``context`` is the headings above it, and both together are
    embedded. The id changes if either does, so equal ids mean equal vectors.
    """

    id: str
    document_id: str
    section_id: str
    grain: Grain
    text: str
    context: str
    order: int
    skill_id: str | None = None

    @property
    def embedded_text(self) -> str:
        """The text that is embedded."""
        return f"{self.context}: {self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Role:
    """A role or goal that a skill map names, and the skills that matter for it.

    ``weights`` are (skill id, weight), above 0 and 1 for what matters most.
    """

    name: str
    aliases: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class SkillMap:
    """How a document's skills are connected, as the team wrote it; everything by skill id.

    ``prerequisites`` are (skill, what it needs first, reason or ""), without cycles; ``aliases``
    are (skill, alias); ``weights`` are (skill, how much it matters), 1 for skills not listed.
    """

    prerequisites: tuple[tuple[str, str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    roles: tuple[Role, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of a document: everything the library stores about it, in reading order.

    ``successors`` are (id a skill had in an earlier version, its id now), so that people keep what
    they logged when a skill is reworded or moved.
    """

    document: Document
    sections: tuple[Section, ...]
    skills: tuple[Skill, ...]
    passages: tuple[Passage, ...]
    skill_map: SkillMap | None = None
    successors: tuple[tuple[str, str], ...] = ()
    guides: tuple[Guide, ...] = ()
    """The team's own guides for this document's skills."""
    guide_vectors: str = ""
    """The packed vectors of the guides' parts, in the order of ``parts_of`` over ``guides``."""
    guide_links: tuple[GuideLink, ...] = ()
    """Which guides, the team's and the library's, belong to which skill or section."""
    linked_with: str = ""
    """The version of the guide library that the links were made with."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents of a library at one point in time, with lookups by id."""

    outlines: tuple[Outline, ...] = ()
    sections: dict[str, Section] = field(init=False)
    skills: dict[str, Skill] = field(init=False)
    passages: dict[str, Passage] = field(init=False)
    documents: dict[str, Document] = field(init=False)
    successors: dict[str, str] = field(init=False)
    named: dict[str, Skill | None] = field(init=False)
    """Skills by their case-folded text; None if several skills have that text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", {o.document.id: o.document for o in self.outlines})
        object.__setattr__(self, "sections", {s.id: s for o in self.outlines for s in o.sections})
        object.__setattr__(self, "skills", {s.id: s for o in self.outlines for s in o.skills})
        object.__setattr__(self, "passages", {p.id: p for o in self.outlines for p in o.passages})
        object.__setattr__(self, "successors", dict(s for o in self.outlines for s in o.successors))
        named: dict[str, Skill | None] = {}
        for skill in self.skills.values():
            words = skill.text.casefold()
            named[words] = None if words in named else skill
        object.__setattr__(self, "named", named)

    def present(self, skill_id: str, words: str = "") -> Skill | None:
        """Return the skill that an id means now: itself or its successor; None if it is gone.

        ``words`` is the text it had. It finds a skill that was removed in one version and added
        elsewhere in a later one.
        """
        now = self.skills.get(skill_id) or self.skills.get(self.successors.get(skill_id, ""))
        return now or self.named.get(words.casefold())

    def skills_of(self, section_id: str) -> tuple[Skill, ...]:
        """Return the skills of a section, in reading order."""
        return tuple(s for s in self.skills.values() if s.section_id == section_id)


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section found for a question. ``score`` sorts one search's hits; it isn't a probability."""

    section: Section
    document: Document
    score: float
    passages: tuple[Passage, ...]
    """The passages of this section that matched, best first."""
    rest: tuple[Passage, ...] = ()
    """The section's other passages, in reading order."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of an answer; ``number`` is the n in its [n], counted from 1."""

    number: int
    document: Document
    section: Section
    passage_id: str
    skill: str | None = None
    guide: str | None = None
    """The title of the cited guide; None if the document itself is cited."""
    guide_source: GuideSource | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One line of an answer, and the number of its citation (0 for none).

    A step starts with its number; any other line is shown with a bullet.
    """

    text: str
    citation: int

    @property
    def is_step(self) -> bool:
        """Whether the line starts with a number: "3. Add a version header"."""
        return re.match(r"\d{1,2}\. ", self.text) is not None

    def __str__(self) -> str:
        cited = f" [{self.citation}]" if self.citation else ""
        return f"{'' if self.is_step or not cited else '• '}{self.text}{cited}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to one question: an answer composed from cited passages, or a refusal.

    ``lead`` and ``closing`` are sentences with [n] marks; ``points`` are the document's words.
    ``sections`` are the nearest sections, best first, even for a refusal.
    """

    question: str
    refused: bool
    lead: str
    points: tuple[Point, ...]
    closing: str
    citations: tuple[Citation, ...]
    sections: tuple[SectionHit, ...]
    confidence: float
    offers: tuple[SectionHit, ...] = ()
    """For a refusal: the few nearest sections worth offering; empty if none is plausible."""
    written: bool = False
    """Whether a chat model wrote ``lead``, with each sentence verified and ``points`` empty."""
    headline: str = ""
    """The first line, with the answer in short; shown in bold."""
    from_library: bool = False
    """Whether only the field library covers the question; then ``refused`` is True as well."""
    guide_id: str = ""
    """The guide that the answer is from, for quizzes and follow-ups."""
    note: str = ""
    """A first line that says the answer is from the library."""

    @property
    def text(self) -> str:
        """The whole answer as plain text, for a terminal or a notification."""
        lines = [self.note, self.headline, self.lead, *map(str, self.points), self.closing]
        return "\n".join(line for line in lines if line)


CERTAIN = 0.99
CERTAIN_LEAD = 0.95
CERTAIN_SIMILARITY = 0.4
"""Confidence, its lead over the next candidate, and similarity from which one clause of a long
report is logged: chosen on real log lines (tests/eval/messages/README.md) for at most 5% false."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that may be meant; ``confidence`` is 0 to 1.

    ``similarity`` is the cosine of the phrase to the nearest passage of any skill.
    """

    skill: Skill
    section: Section
    confidence: float
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """The skills that a phrase means, and the best ``candidates``.

    ``known``: the documents have a skill for it. ``skills`` may be logged without asking; there are
    none if the phrase is known but which skill it means isn't clear.
    """

    phrase: str
    known: bool
    skills: tuple[Skill, ...]
    candidates: tuple[Candidate, ...]

    @property
    def certain(self) -> bool:
        """Whether the first candidate is so far ahead that even a long report means it."""
        first, second = (*(c.confidence for c in self.candidates[:2]), 0.0, 0.0)[:2]
        near = bool(self.candidates) and self.candidates[0].similarity >= CERTAIN_SIMILARITY
        return near and first >= CERTAIN and first - second >= CERTAIN_LEAD


@dataclass(frozen=True, slots=True)
class Turn:
    """One message in a conversation with the coach; a history has the oldest first."""

    role: str
    """``person`` or ``coach``."""
    text: str
    section_ids: tuple[str, ...] = ()
    """The sections a coach's turn cited, best first."""
