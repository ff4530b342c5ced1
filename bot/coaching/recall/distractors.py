"""What a question about one skill is made on: its section, and what stands far enough from it.

Nearness is judged by words, those of the lines and, with a lexicon, those of the terms they name,
and by meaning where somebody can tell. It errs towards near: an option too few is better than a
second right one. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots, terms_around
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Outline, Section, Skill

LONGEST_OPTION = 120
"""Characters; a longer line is a paragraph, and nobody reads three of them."""
FEWEST, MOST = 2, 3
"""Wrong options of a question."""
VAGUE = 3
"""A single word that so many lines hold asks for nothing in particular ("management")."""
MOST_LINES = 1_000
"""Of a longer document only the lines around the skill are looked at."""
MOST_LOOKED_AT = 300
"""Lines among which others are looked for."""
COMMON = 0.25
"""A word in more than this share of a document's sections tells none of them apart."""
FEW_SECTIONS = 8
"""In a document of fewer sections no word is common."""

T = TypeVar("T")


@dataclass(frozen=True)
class Ground:
    """A skill in its document. ``seed`` decides all that is left to chance.

    ``near`` holds the ids of sections that are known to be near in meaning.
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
        """Where it stands."""
        return self.catalogue.sections[self.skill.section_id]

    @cached_property
    def title(self) -> str:
        """The section's title."""
        return one_line(self.section.title)

    @cached_property
    def outline(self) -> Outline:
        """Its document."""
        document_id = self.section.document_id
        return next(o for o in self.catalogue.outlines if o.document.id == document_id)

    @cached_property
    def lines(self) -> tuple[Skill, ...]:
        """The document's lines in reading order; of a very long one those around the skill."""
        first = max(0, self.skill.order - MOST_LINES // 2)
        return self.outline.skills[first : first + MOST_LINES]

    @cached_property
    def far(self) -> tuple[Skill, ...]:
        """Lines that can't belong to the section, in the seed's order."""
        others = self.drawn(self.lines, [skill.id for skill in self.lines])[:MOST_LOOKED_AT]
        return tuple(skill for skill in others if self.is_far(skill))

    def is_far(self, skill: Skill) -> bool:
        """Whether a line stands under another main heading and shares nothing with the section."""
        section = self.catalogue.sections[skill.section_id]
        return (
            section.id not in self.near
            and _part(section) != _part(self.section)
            and self._about(skill.text).isdisjoint(self._own)
            and (roots(skill.text) - self._common).isdisjoint(self._subject)
        )

    def is_vague(self, words: str) -> bool:
        """Whether it is a single word that many lines hold."""
        counts = [self._counts[root] for root in roots(words)]
        return len(words.split()) == 1 and min(counts, default=VAGUE) >= VAGUE

    def drawn(self, items: Sequence[T], names: Sequence[str]) -> list[T]:
        """Items in an order that hangs on the seed and their names."""
        keyed = sorted(zip(names, items, strict=True), key=lambda each: digest(self.seed, each[0]))
        return [item for _, item in keyed]

    def question(
        self, kind: str, text: str, right: str, wrong: Iterable[str]
    ) -> RecallQuestion | None:
        """With at most three wrong options; None with fewer than two, or without a right one."""
        options = list(_different(right, wrong))[: MOST + 1]
        if right not in options or len(options) <= FEWEST:
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
    def told(self) -> dict[str, frozenset[str]]:
        """Section id -> the roots of its title and its lines."""
        found: dict[str, set[str]] = {}
        for skill in self.lines:
            title = self.catalogue.sections[skill.section_id].title
            found.setdefault(skill.section_id, set(roots(title))).update(roots(skill.text))
        return {section_id: frozenset(words) for section_id, words in found.items()}

    @cached_property
    def _counts(self) -> Counter[str]:
        """In how many lines each root stands."""
        return Counter(root for skill in self.lines for root in roots(skill.text))

    @cached_property
    def _own(self) -> frozenset[str]:
        return self.told[self.section.id] - self._common

    @cached_property
    def _subject(self) -> frozenset[str]:
        """The same with what the terms named there are related to."""
        lines = (s.text for s in self.lines if s.section_id == self.section.id)
        about = (self._about(text) for text in (self.title, *lines))
        return self._own.union(*about) - self._common

    def _about(self, text: str) -> frozenset[str]:
        """The roots of a line, and of the names of and the words around the terms it names."""
        around = terms_around(self.lexicon, text) if self.lexicon else frozenset()
        return (roots(text) | around) - self._common

    @cached_property
    def _common(self) -> frozenset[str]:
        """Roots that much of the document shares."""
        most = COMMON * len(self.told) if len(self.told) >= FEW_SECTIONS else len(self.told)
        counts = Counter(root for found in self.told.values() for root in found)
        return frozenset(root for root, count in counts.items() if count > most)


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


def shown(option: str) -> str:
    """An option that stands alone: it begins with a capital unless it has some within."""
    return option[:1].upper() + option[1:] if option == option.lower() else option


def digest(*parts: str) -> int:
    """A number that hangs on all of the parts."""
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(sha256(told).digest()[:8])


def _part(section: Section) -> str:
    """The main heading that a section stands under, below the document's title."""
    return section.path[min(1, len(section.path) - 1)] if section.path else section.title


def _different(right: str, wrong: Iterable[str]) -> Iterator[str]:
    """The options that differ in more than case, and are short enough to read."""
    seen: set[str] = set()
    for option in (right, *wrong):
        key = option.casefold()
        if key and key not in seen and (option == right or len(option) <= LONGEST_OPTION):
            seen.add(key)
            yield option
