"""Scores a corpus by questions' words, terms and topics; terms and topics are cached."""

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
    mix,
)

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Term
    from knowledge.ports import Vectors
    from knowledge.retrieval.corpus import Corpus
    from knowledge.retrieval.dense import Dense
    from knowledge.retrieval.expansion import Meanings, Topics

KEPT = 4_000_000
"""Rows kept for terms (about 64 MB); the least recently used are dropped first."""


@dataclass(frozen=True, slots=True)
class TextLayers:
    """The layers of a text, its topics and its terms, over the whole corpus."""

    near: Layer
    topics: Sequence[Layer]
    terms: Sequence[Layer]


class Layers:
    """Computes layers over one corpus. Thread-safe.

    All topics are scored before the first question: one pass over many vectors is faster than one
    for each question's new topics.
    """

    def __init__(self, corpus: Corpus, dense: Dense, meanings: Meanings) -> None:
        self._corpus = corpus
        self._dense = dense
        self._meanings = meanings
        self._terms = LayerCache(KEPT)
        self._topics = dense.near(meanings.topics) if corpus.units else []

    def lay(
        self, questions: Vectors, topics: Sequence[Topics], terms: Sequence[Sequence[Term]]
    ) -> list[TextLayers]:
        """Return the layers of each question, its topics and its terms, in one pass for all.

        The columns are similarity and contrast; for a term also the share of its related words in
        the row, and whether the row names it.

        Raises:
            CoachError: the store fails.
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
            TextLayers(
                layer,
                [self._topics[number] for number in about.numbers],
                [kept[term.name] for term in named_terms],
            )
            for layer, about, named_terms in zip(near, topics, terms, strict=True)
        ]

    def of_words(self, words: Sequence[str]) -> Layer:
        """Return one column: the share of the words in each unit, and in each section.

        A section's share is averaged from its own and its best unit's.
        """
        units = self._corpus.unit_words.coverage(words)
        sections = mix(self._corpus.section_words.coverage(words), self._best(units), 0.5)
        return Layer((sections,), (units,))

    def _of_term(self, term: Term, near: Layer) -> Layer:
        corpus, phrases = self._corpus, (term.kind, *term.related)
        units = [corpus.unit_words.coverage([phrase]) for phrase in phrases]
        wholes = mean([corpus.section_words.coverage([phrase]) for phrase in phrases])
        sections = mix(wholes, mean([self._best(each) for each in units]), 0.5)
        in_section = _marked(corpus.named_in_section.get(term.name), len(corpus.sections))
        in_unit = _marked(corpus.named_in_unit.get(term.name), len(corpus.units))
        return Layer((*near.sections, sections, in_section), (*near.units, mean(units), in_unit))

    def _best(self, units: Sparse) -> Sparse:
        return best_by_owner(units, self._corpus.owners, len(self._corpus.sections))


def _marked(rows: Rows | None, size: int) -> Sparse:
    found = np.zeros(0, dtype=np.intp) if rows is None else rows
    return column(found, np.ones(len(found)), 0.0, size)


class LayerCache:
    """A cache of layers by name with at most ``limit`` rows in total. Thread-safe."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._lock = Lock()
        self._layers: OrderedDict[str, Layer] = OrderedDict()

    def get(self, name: str) -> Layer | None:
        """Return the layer of that name, if it is still cached, and mark it as used."""
        with self._lock:
            if name in self._layers:
                self._layers.move_to_end(name)
            return self._layers.get(name)

    def put(self, name: str, layer: Layer) -> None:
        """Add a layer and drop the least recently used ones over the limit."""
        with self._lock:
            if name in self._layers:
                self._size -= self._layers.pop(name).size
            self._layers[name] = layer
            self._size += layer.size
            while self._size > self._limit:
                self._size -= self._layers.popitem(last=False)[1].size
