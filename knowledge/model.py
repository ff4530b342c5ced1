"""The words of the domain as frozen values. No I/O, no third-party imports.

Ids are short hex digests of what names a thing (its source, its headings, its words), so the same
document gives the same ids on every machine and every run.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.guide_model import Guide, GuideLink


class Grain(StrEnum):
    """How much of a document one passage holds."""

    SECTION = "section"
    SKILL = "skill"
    TEXT = "text"
    ALIAS = "alias"
    """Other words for a skill: found by, never shown or cited."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source a team wrote: its title as a person would say it, and where it came from."""

    id: str
    title: str
    source: str
    url: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with something directly under it.

    ``path`` holds the headings from the document's top down to this one, its own title last.
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

    ``text`` is what a person reads; ``context`` is what stands above it (headings), and both
    together are what is embedded. The id changes when either does, so equal ids mean equal vectors.
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
        """What the embedder sees."""
        return f"{self.context}: {self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Role:
    """A role or goal that a skill map names, and the skills that matter for it.

    ``weights`` are (skill id, weight above 0, 1 for what matters most).
    """

    name: str
    aliases: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class SkillMap:
    """What a team wrote beside a document about how its skills hang together; all by skill id.

    ``prerequisites`` are (skill, what it needs first, why or ""), without cycles; ``aliases`` are
    (skill, other words for it); ``weights`` say how much a skill matters, 1 where none is given.
    """

    prerequisites: tuple[tuple[str, str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    roles: tuple[Role, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document taken apart: everything the library stores of it, in reading order.

    ``successors`` are (id a skill had in an earlier version, its id now), so that what people
    logged is not lost when a skill is reworded or moved.
    """

    document: Document
    sections: tuple[Section, ...]
    skills: tuple[Skill, ...]
    passages: tuple[Passage, ...]
    skill_map: SkillMap | None = None
    successors: tuple[tuple[str, str], ...] = ()
    guides: tuple[Guide, ...] = ()
    """The team's own guides to this document's skills."""
    guide_vectors: str = ""
    """The vectors of their parts, packed; in the order of ``parts_of`` over ``guides``."""
    guide_links: tuple[GuideLink, ...] = ()
    """Which of these guides, and of the field library's, belong to which skill or section."""
    linked_with: str = ""
    """The version of the library that the links were made with."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents of a library at one moment, with look-ups by id."""

    outlines: tuple[Outline, ...] = ()
    sections: dict[str, Section] = field(init=False)
    skills: dict[str, Skill] = field(init=False)
    passages: dict[str, Passage] = field(init=False)
    documents: dict[str, Document] = field(init=False)
    successors: dict[str, str] = field(init=False)
    named: dict[str, Skill | None] = field(init=False)
    """Skills by their words without case; None for words that several skills have."""

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
        """The skill that an id means now: itself, or what it became; None when it is gone.

        ``words`` are those it had: one cut in an earlier version and put back elsewhere in a later
        one is known by them.
        """
        now = self.skills.get(skill_id) or self.skills.get(self.successors.get(skill_id, ""))
        return now or self.named.get(words.casefold())

    def skills_of(self, section_id: str) -> tuple[Skill, ...]:
        """The skills of one section, in reading order."""
        return tuple(s for s in self.skills.values() if s.section_id == section_id)


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section found for a question. ``score`` orders hits of one search; it is no probability."""

    section: Section
    document: Document
    score: float
    passages: tuple[Passage, ...]
    """The passages of this section that matched, best first."""
    rest: tuple[Passage, ...] = ()
    """The section's other passages, in reading order."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an answer; ``number`` is the n of its [n], counted from 1."""

    number: int
    document: Document
    section: Section
    passage_id: str
    skill: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a composed answer: the document's own words and the citation that holds them."""

    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to one question: composed from cited passages, or an honest refusal.

    ``lead`` and ``closing`` are sentences with [n] marks; ``points`` are the document's words.
    ``sections`` holds the nearest sections, best first, also when refused.
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
    """With a refusal: the few nearest sections worth a look; empty where none is plausible."""
    written: bool = False
    """Whether a chat model wrote ``lead``: each sentence verified, ``points`` empty."""

    @property
    def text(self) -> str:
        """The whole answer as plain text, for a terminal or a notification."""
        lines = [self.lead, *(f"• {p.text} [{p.citation}]" for p in self.points), self.closing]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that may be meant. ``confidence`` (0 to 1) is how sure we are that it is."""

    skill: Skill
    section: Section
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """``skills`` would be logged, none when not ``known``; ``candidates`` are the best guesses."""

    phrase: str
    known: bool
    skills: tuple[Skill, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation with the coach, oldest first in a history."""

    role: str
    """``person`` or ``coach``."""
    text: str
    section_ids: tuple[str, ...] = ()
    """The sections a coach's turn cited, best first."""
