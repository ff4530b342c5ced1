"""Turns Markdown text into an Outline: sections, skills, and the passages to embed. Pure.

A section is the heading directly above a list or paragraph. Prose directly under the document's
title only describes the document, so it becomes a section only if nothing else does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from ingest.front_matter import read_front_matter
from ingest.parsers.markdown import Bullet, DocumentBlock, Heading, Prose, parse
from ingest.split import PIECE, pack, split_prose
from knowledge.model import Document, Grain, Outline, Passage, Section, Skill

FORMAT = 2
"""Increase it when the same text would give a different outline, so that documents are reread."""


def outline(text: str, source: str) -> Outline:
    """Return a document's outline; ``source`` is its stable name, with forward slashes.

    Never raises. An outline without passages means the text has no words.
    """
    parsed = parse(text)
    front = read_front_matter(parsed.front_matter)
    title = front.title or _first_title(parsed.blocks) or _readable(source)
    document = Document(_digest("document", source), title, source, front.url, front.owner)
    builder = _Builder(document)
    for draft in _kept(_drafts(parsed.blocks, title)):
        builder.add(draft)
    return builder.outline()


@dataclass(slots=True)
class _Draft:
    """A heading and the items directly under it."""

    path: tuple[str, ...]
    level: int
    is_title: bool = False
    items: list[Bullet | Prose] = field(default_factory=list)

    @property
    def describes(self) -> bool:
        """Whether it only describes the document: paragraphs under the title."""
        return self.is_title and all(isinstance(i, Prose) and i.plain for i in self.items)


def _drafts(blocks: tuple[DocumentBlock, ...], title: str) -> list[_Draft]:
    """Return the headings that have something under them, in reading order."""
    tops = sum(isinstance(block, Heading) and block.level == 1 for block in blocks)
    drafts = [_Draft((title,), 0, is_title=True)]
    above: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [*(h for h in above if h.level < block.level), block]
            path = tuple(h.title for h in above)
            drafts.append(_Draft(path, block.level, is_title=block.level == 1 == tops))
        else:
            drafts[-1].items.append(block)
    return [draft for draft in drafts if draft.items]


def _kept(drafts: list[_Draft]) -> list[_Draft]:
    return [draft for draft in drafts if not draft.describes] or drafts


def _first_title(blocks: Iterable[DocumentBlock]) -> str:
    tops = (b.title for b in blocks if isinstance(b, Heading) and b.level == 1)
    return next(tops, "")


def _readable(source: str) -> str:
    words = PurePosixPath(source).stem.replace("_", " ").replace("-", " ").split()
    name = " ".join(words)
    return name[:1].upper() + name[1:] or "Untitled"


def _digest(*parts: object) -> str:
    """Return 64 bits of SHA-256 over the parts, with lengths so that different lists differ."""
    joined = "".join(f"{len(str(part))}:{part}" for part in parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Builder:
    """Collects one document's outline. Repeated names are counted so that their ids differ."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._sections: list[Section] = []
        self._skills: list[Skill] = []
        self._passages: list[Passage] = []

    def outline(self) -> Outline:
        """Return what was collected so far."""
        parts = tuple(self._sections), tuple(self._skills), tuple(self._passages)
        return Outline(self._document, *parts)

    def add(self, draft: _Draft) -> None:
        """Add one section with its skills and passages."""
        section_id = self._id("section", self._document.id, *draft.path)
        order = len(self._sections)
        section = Section(
            section_id, self._document.id, draft.path[-1], draft.path, draft.level, order
        )
        self._sections.append(section)
        for text in _section_texts(section.title, draft.items):
            self._passage(section, Grain.SECTION, text, " > ".join(section.path[:-1]))
        for item in draft.items:
            self._item(section, item)

    def _item(self, section: Section, item: Bullet | Prose) -> None:
        context = ": ".join((section.title, *item.parents))
        if isinstance(item, Prose):
            self._passage(section, Grain.TEXT, item.text, context)
            return
        skill = Skill(
            self._id("skill", section.id, item.text), section.id, item.text, len(self._skills)
        )
        self._skills.append(skill)
        for text in split_prose(item.text):
            self._passage(section, Grain.SKILL, text, context, skill.id)

    def _passage(
        self, section: Section, grain: Grain, text: str, context: str, skill_id: str | None = None
    ) -> None:
        # The section's id covers the document's; context and text are what is embedded.
        passage_id = self._id("passage", section.id, grain, context, text)
        order = len(self._passages)
        self._passages.append(
            Passage(
                passage_id, self._document.id, section.id, grain, text, context, order, skill_id
            )
        )

    def _id(self, *names: object) -> str:
        self._seen[names] += 1
        return _digest(*names, self._seen[names])


def _section_texts(title: str, items: list[Bullet | Prose]) -> Iterator[str]:
    """Yield the section's title and bullets, split into as many pieces as needed."""
    bullets = (piece for i in items if isinstance(i, Bullet) for piece in split_prose(i.text))
    groups = pack(bullets, max(PIECE - len(title), PIECE // 2), "; ")
    yield from (f"{title}: {group}" for group in groups) if groups else (title,)
