"""What the words, terms and topics of questions say of one corpus: worked out once, then kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge.retrieval.sparse import (
    Layer,
    Rows,
    Sparse,
    best_by_owner,
    column,
    mean,
    mixed,
)

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Term
    from knowledge.ports import Vectors
    from knowledge.retrieval.corpus import Corpus
    from knowledge.retrieval.dense import Dense
    from knowledge.retrieval.expansion import Meanings, Topics

KEPT = 4_000_000
"""Rows kept of terms (some 64 MB); those used longest ago go first."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A text, its topics and its terms, each laid over the whole corpus."""

    near: Layer
    topics: Sequence[Layer]
    terms: Sequence[Layer]


class Layers:
    """The layers over one corpus. Safe to share between threads.

    All topics are laid out at once, before the first question: one pass over many vectors costs
    less than one for the topics that each question is the first on.
    """

    def __init__(self, corpus: Corpus, dense: Dense, meanings: Meanings) -> None:
        self._corpus = corpus
        self._dense = dense
        self._meanings = meanings
        self._terms = Recent(KEPT)
        self._topics = dense.near(meanings.topics) if corpus.units else []

    def lay(
        self, questions: Vectors, topics: Sequence[Topics], terms: Sequence[Sequence[Term]]
    ) -> list[Laid]:
        """Each question with its topics and terms over the corpus, in one pass for all.

        Columns: how near, how far it stands out; of a term also the share of its related words that
        stand there, and whether it is named there.
        """
        named = {term.name: term for each in terms for term in each}
        kept = {name: layer for name in named if (layer := self._terms.get(name)) is not None}
        new_terms = [name for name in named if name not in kept]
        rows = [*questions, *(self._meanings.term(name) for name in new_terms)]
        layers = iter(self._dense.near(np.stack(rows)))
        near = [next(layers) for _ in questions]
        kept |= {name: self._of_term(named[name], next(layers)) for name in new_terms}
        for name in new_terms:
            self._terms.put(name, kept[name])
        return [
            Laid(
                layer,
                [self._topics[number] for number in about.numbers],
                [kept[term.name] for term in said],
            )
            for layer, about, said in zip(near, topics, terms, strict=True)
        ]

    def of_words(self, words: Sequence[str]) -> Layer:
        """One column: the share of the words that stands there (in a section and its best unit)."""
        units = self._corpus.unit_words.coverage(words)
        sections = mixed(self._corpus.section_words.coverage(words), self._best(units), 0.5)
        return Layer((sections,), (units,))

    def _of_term(self, term: Term, near: Layer) -> Layer:
        corpus, phrases = self._corpus, (term.kind, *term.related)
        units = [corpus.unit_words.coverage([phrase]) for phrase in phrases]
        wholes = mean([corpus.section_words.coverage([phrase]) for phrase in phrases])
        sections = mixed(wholes, mean([self._best(each) for each in units]), 0.5)
        in_section = _marked(corpus.named_in_section.get(term.name), len(corpus.sections))
        in_unit = _marked(corpus.named_in_unit.get(term.name), len(corpus.units))
        return Layer((*near.sections, sections, in_section), (*near.units, mean(units), in_unit))

    def _best(self, units: Sparse) -> Sparse:
        return best_by_owner(units, self._corpus.owners, len(self._corpus.sections))


def _marked(rows: Rows | None, size: int) -> Sparse:
    found = np.zeros(0, dtype=np.intp) if rows is None else rows
    return column(found, np.ones(len(found)), 0.0, size)


class Recent:
    """Layers by name, as many as hold ``limit`` rows together. Safe to share between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._lock = Lock()
        self._layers: OrderedDict[str, Layer] = OrderedDict()

    def get(self, name: str) -> Layer | None:
        """The layer of that name, if it is still here; it counts as used now."""
        with self._lock:
            if name in self._layers:
                self._layers.move_to_end(name)
            return self._layers.get(name)

    def put(self, name: str, layer: Layer) -> None:
        """Keeps a layer, and lets go of those used longest ago."""
        with self._lock:
            if name in self._layers:
                self._size -= self._layers.pop(name).size
            self._layers[name] = layer
            self._size += layer.size
            while self._size > self._limit:
                self._size -= self._layers.popitem(last=False)[1].size
