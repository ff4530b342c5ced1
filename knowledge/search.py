"""Finding the sections of the library that answer a question, best first, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge import paraphrases
from knowledge.model import Catalogue, Findings, Passage, SectionHit
from knowledge.ports import Embedder, PassageIndex
from knowledge.retrieval import confidence, question
from knowledge.retrieval.corpus import Corpus, lay_out
from knowledge.retrieval.dense import Dense
from knowledge.retrieval.expansion import TERMS, Meanings, Topics, Views
from knowledge.retrieval.fusion import Signals, signals

if TYPE_CHECKING:
    from knowledge.lexicon import Lexicon, Term


@dataclass(frozen=True, slots=True)
class Sighting:
    """Everything found out about one question: what ``Findings`` and a match are made from."""

    corpus: Corpus
    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    topics: Topics
    signals: Signals


@dataclass(frozen=True, slots=True)
class _Ready:
    """What one version of the catalogue needs to be searched."""

    catalogue: Catalogue
    corpus: Corpus
    dense: Dense
    views: Views


class Searcher:
    """Thread-safe: what it keeps between questions is replaced whole, never changed in part."""

    def __init__(
        self,
        index: PassageIndex,
        embedder: Embedder,
        catalogue: Callable[[], Catalogue],
        lexicon: Lexicon,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._lock = Lock()
        self._meanings: Meanings | None = None
        self._kept: _Ready | None = None

    def search(self, asked: str, *, limit: int = 8) -> Findings:
        """The ``limit`` best sections, best first, with the passages that matched. Never raises."""
        seen = self.look(asked)
        if seen is None:
            return Findings(asked, (), 0.0)
        scores = seen.signals.section_scores
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(_hit(seen, int(row), float(scores[row])) for row in order)
        return Findings(asked, hits, confidence.of(seen))

    def look(self, asked: str) -> Sighting | None:
        """What is known of a question or phrase; None where it or the library is empty."""
        ready, asking = self._ready(), question.read(asked)
        if not ready.corpus.units or not asking.text:
            return None
        text = ready.corpus.speller.mend(self._lexicon.translate(asking.text))
        vector = self._embedder.embed([text])[0]
        terms = tuple(dict.fromkeys(match.term for match in self._lexicon.find(text)))[:TERMS]
        topics = self._meaning().topics_of(vector)
        words = question.read(text).words
        found = signals(
            ready.corpus,
            words,
            ready.dense.near(vector),
            topics,
            [ready.views.topic(number) for number in topics.numbers],
            [ready.views.term(term) for term in terms],
        )
        return Sighting(ready.corpus, text, words, terms, topics, found)

    def _meaning(self) -> Meanings:
        with self._lock:
            if self._meanings is None:
                self._meanings = Meanings(self._lexicon, self._embedder, paraphrases.load())
            return self._meanings

    def _ready(self) -> _Ready:
        catalogue, kept = self._catalogue(), self._kept
        if kept is None or kept.catalogue is not catalogue:
            corpus = lay_out(catalogue, self._lexicon)
            dense = Dense(self._index, corpus)
            kept = _Ready(catalogue, corpus, dense, Views(corpus, dense, self._meaning()))
            self._kept = kept
        return kept


def _hit(seen: Sighting, row: int, score: float) -> SectionHit:
    corpus, section = seen.corpus, seen.corpus.sections[row]
    units = np.flatnonzero(corpus.owners == row)
    order = units[np.argsort(-seen.signals.unit_scores[units], kind="stable")]
    passages: tuple[Passage, ...] = tuple(corpus.units[u] for u in order)
    return SectionHit(section, corpus.catalogue.documents[section.document_id], score, passages)
