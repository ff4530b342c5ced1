"""Find wrong options for a question: lines unrelated to the skill's own section. Pure.

Lines are compared by their words, by those of the terms they mention if there is a lexicon, and by
meaning if ``near`` is given. It is strict: one option too few is better than a second right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots, term_roots
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Outline, Section, Skill

LONGEST_OPTION = 120
"""Characters; a longer line is a paragraph, and nobody reads three of them."""
MIN_WRONG, MAX_WRONG = 2, 3
"""Minimum and maximum number of wrong options."""
VAGUE_LINES = 3
"""A single word that is in this many lines is too vague to ask for ("management")."""
MOST_LINES = 1_000
"""In a longer document, only this many lines around the skill are used."""
MOST_LOOKED_AT = 300
"""Maximum lines to search for wrong options."""
COMMON_SHARE = 0.25
"""A word in more than this share of a document's sections doesn't distinguish them."""
FEW_SECTIONS = 8
"""In a document with fewer sections, no word counts as common."""

T = TypeVar("T")


@dataclass(frozen=True)
class QuestionSource:
    """The skill to ask about, in its document. ``seed`` decides everything left to chance.

    ``near`` contains the ids of sections known to be near in meaning.
    """

    skill: Skill
    catalogue: Catalogue
    seed: str
    lexicon: Lexicon | None = None
    near: frozenset[str] = frozenset()

    @cached_property
    def text(self) -> str:
        """The skill's line."""
        return one_line(self.skill.text)

    @cached_property
    def section(self) -> Section:
        """The skill's section."""
        return self.catalogue.sections[self.skill.section_id]

    @cached_property
    def title(self) -> str:
        """The section's title."""
        return one_line(self.section.title)

    @cached_property
    def outline(self) -> Outline:
        """The skill's document."""
        document_id = self.section.document_id
        return next(o for o in self.catalogue.outlines if o.document.id == document_id)

    @cached_property
    def lines(self) -> tuple[Skill, ...]:
        """The document's lines in reading order; in a very long one, those around the skill."""
        first = max(0, self.skill.order - MOST_LINES // 2)
        return self.outline.skills[first : first + MOST_LINES]

    @cached_property
    def far(self) -> tuple[Skill, ...]:
        """Lines that can't belong to the section, shuffled by the seed."""
        others = self.drawn(self.lines, [skill.id for skill in self.lines])[:MOST_LOOKED_AT]
        return tuple(skill for skill in others if self.is_far(skill))

    def is_far(self, skill: Skill) -> bool:
        """Whether a line is under another main heading and shares no words with the section."""
        section = self.catalogue.sections[skill.section_id]
        return (
            section.id not in self.near
            and _part(section) != _part(self.section)
            and self._about(skill.text).isdisjoint(self._own)
            and (roots(skill.text) - self._common).isdisjoint(self._subject)
        )

    def is_vague(self, words: str) -> bool:
        """Whether it is a single word that many lines contain."""
        counts = [self._counts[root] for root in roots(words)]
        return len(words.split()) == 1 and min(counts, default=VAGUE_LINES) >= VAGUE_LINES

    def drawn(self, items: Sequence[T], names: Sequence[str]) -> list[T]:
        """Return the items shuffled by the seed and their names."""
        keyed = sorted(zip(names, items, strict=True), key=lambda each: digest(self.seed, each[0]))
        return [item for _, item in keyed]

    def question(
        self, kind: str, text: str, right: str, wrong: Iterable[str]
    ) -> RecallQuestion | None:
        """Return a question with up to three wrong options; None with fewer than two."""
        options = list(_different(right, wrong))[: MAX_WRONG + 1]
        if right not in options or len(options) <= MIN_WRONG:
            return None
        options = self.drawn(options, options)
        return RecallQuestion(
            kind,
            self.skill.id,
            self.section.id,
            text,
            tuple(options),
            options.index(right),
            self.text,
        )

    @cached_property
    def section_roots(self) -> dict[str, frozenset[str]]:
        """Section id -> the roots of the words in its title and lines."""
        found: dict[str, set[str]] = {}
        for skill in self.lines:
            title = self.catalogue.sections[skill.section_id].title
            found.setdefault(skill.section_id, set(roots(title))).update(roots(skill.text))
        return {section_id: frozenset(words) for section_id, words in found.items()}

    @cached_property
    def _counts(self) -> Counter[str]:
        """Root -> how many lines it is in."""
        return Counter(root for skill in self.lines for root in roots(skill.text))

    @cached_property
    def _own(self) -> frozenset[str]:
        return self.section_roots[self.section.id] - self._common

    @cached_property
    def _subject(self) -> frozenset[str]:
        """The section's roots, with those of terms related to it."""
        lines = (s.text for s in self.lines if s.section_id == self.section.id)
        about = (self._about(text) for text in (self.title, *lines))
        return self._own.union(*about) - self._common

    def _about(self, text: str) -> frozenset[str]:
        """Return the roots of a line, and of the terms it mentions and what they are related to."""
        around = term_roots(self.lexicon, text) if self.lexicon else frozenset()
        return (roots(text) | around) - self._common

    @cached_property
    def _common(self) -> frozenset[str]:
        """Roots that much of the document shares."""
        most = (
            COMMON_SHARE * len(self.section_roots)
            if len(self.section_roots) >= FEW_SECTIONS
            else len(self.section_roots)
        )
        counts = Counter(root for found in self.section_roots.values() for root in found)
        return frozenset(root for root, count in counts.items() if count > most)


def one_line(text: str) -> str:
    """Return the text without line breaks."""
    return " ".join(text.split())


def capitalize_option(option: str) -> str:
    """Return an option as displayed: with an initial capital, unless it has capitals elsewhere."""
    return option[:1].upper() + option[1:] if option == option.lower() else option


def digest(*parts: str) -> int:
    """Return a number that depends on all parts."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(sha256(joined).digest()[:8])


def _part(section: Section) -> str:
    """Return the section's main heading, below the document's title."""
    return section.path[min(1, len(section.path) - 1)] if section.path else section.title


def _different(right: str, wrong: Iterable[str]) -> Iterator[str]:
    """Yield the options that differ in more than case and aren't too long to read."""
    seen: set[str] = set()
    for option in (right, *wrong):
        key = option.casefold()
        if key and key not in seen and (option == right or len(option) <= LONGEST_OPTION):
            seen.add(key)
            yield option
