"""Prepares a catalogue for scoring, with its sections and units as rows.

A unit is the smallest thing that can be cited: a skill or a paragraph, or the section itself if it
has neither. Aliases aren't units; they only lead to their skill's unit (see ``dense``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Catalogue, Grain, Passage, Section
from knowledge.retrieval.lexical import LexicalIndex
from knowledge.retrieval.sparse import Rows, SelectedRows
from knowledge.retrieval.spellcheck import Speller

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon, Term


@dataclass(frozen=True, slots=True)
class Corpus:
    """A catalogue as rows; ``owners[u]`` is the row of the section that unit u belongs to."""

    catalogue: Catalogue
    sections: tuple[Section, ...]
    units: tuple[Passage, ...]
    owners: Rows
    section_rows: Mapping[str, int]
    """Section id -> row."""
    section_words: LexicalIndex
    unit_words: LexicalIndex
    speller: Speller
    named_in_section: Mapping[str, Rows]
    """Name of a lexicon term -> the sections that name it."""
    named_in_unit: Mapping[str, Rows]
    fields: Mapping[str, float]
    """The share of each lexicon field among the terms that the documents name."""


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """The sections of a corpus that one question is scored on, with all their units.

    ``owners[u]`` is the index in ``sections`` of the section that unit u belongs to.
    """

    catalogue: Catalogue
    sections: tuple[Section, ...]
    units: tuple[Passage, ...]
    owners: Rows
    section_words: LexicalIndex
    fields: Mapping[str, float]
    section_rows: SelectedRows
    unit_rows: SelectedRows
    """The rows of these sections and units in the corpus."""


def select_part(corpus: Corpus, rows: Rows) -> CorpusPart:
    """Return the part with the sections at ``rows`` (ascending, distinct)."""
    sections = SelectedRows.from_rows(rows, len(corpus.sections))
    owners = sections.places[corpus.owners]
    held = np.flatnonzero(owners >= 0)
    return CorpusPart(
        corpus.catalogue,
        tuple(map(corpus.sections.__getitem__, rows.tolist())),
        tuple(map(corpus.units.__getitem__, held.tolist())),
        owners[held],
        corpus.section_words,
        corpus.fields,
        sections,
        SelectedRows.from_rows(held, len(corpus.units)),
    )


def build_corpus(catalogue: Catalogue, lexicon: Lexicon) -> Corpus:
    """Build the corpus of a whole catalogue; takes about five seconds for 100,000 passages."""
    units = _units(catalogue)
    held = {unit.section_id for unit in units}
    sections = tuple(s for s in catalogue.sections.values() if s.id in held)
    row = {section.id: n for n, section in enumerate(sections)}
    owners = np.array([row[unit.section_id] for unit in units], dtype=np.intp)
    headed = [" > ".join(section.path[1:] or section.path) for section in sections]
    titled = [f"{sections[o].title}; {u.text}" for u, o in zip(units, owners, strict=True)]
    in_units = [_named(unit.text, lexicon) for unit in units]
    whole, in_sections = list(headed), [_named(text, lexicon) for text in headed]
    for unit, found, owner in zip(units, in_units, owners, strict=True):
        whole[owner] += f"; {unit.text}"
        in_sections[owner] += found
    fields = Counter(term.field for found in in_sections for term in found)
    return Corpus(
        catalogue,
        sections,
        units,
        owners,
        row,
        LexicalIndex(whole),
        LexicalIndex(titled),
        Speller(whole, lexicon.names()),
        _by_name(in_sections),
        _by_name(in_units),
        {name: count / fields.total() for name, count in fields.items()},
    )


def _by_name(named: Sequence[Sequence[Term]]) -> dict[str, Rows]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, terms in enumerate(named):
        for name in {term.name for term in terms}:
            rows[name].append(row)
    return {name: np.array(found, dtype=np.intp) for name, found in rows.items()}


def _named(text: str, lexicon: Lexicon) -> list[Term]:
    return [match.term for match in lexicon.find(text) if match.named]


def _units(catalogue: Catalogue) -> tuple[Passage, ...]:
    passages = [p for p in catalogue.passages.values() if p.grain is not Grain.ALIAS]
    parts = [p for p in passages if p.grain is not Grain.SECTION]
    held = {p.section_id for p in parts}
    wholes = [p for p in passages if p.grain is Grain.SECTION and p.section_id not in held]
    return (*parts, *wholes)
