"""Finding the sections of the library that answer a question, best first, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge import paraphrases
from knowledge.model import Catalogue, Findings, SectionHit
from knowledge.ports import Embedder, PassageIndex
from knowledge.retrieval import confidence, question
from knowledge.retrieval.corpus import Corpus, lay_out
from knowledge.retrieval.dense import Dense
from knowledge.retrieval.expansion import (
    TERMS,
    Meanings,
    Topics,
    Views,
    covered,
    expansion,
    spelled_out,
    telling,
)
from knowledge.retrieval.fusion import Meant, Signals, signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.lexicon import Lexicon, Match, Term

MATCHING = 2.0
"""How far below a section's best passage another may score (in logits) and still match."""


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
        (seen,) = self.look([asked])
        if seen is None:
            return Findings(asked, (), 0.0)
        scores = seen.signals.section_scores
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(_hit(seen, int(row), float(scores[row])) for row in order)
        return Findings(asked, hits, confidence.of(seen))

    def revisit(self, section_ids: Sequence[str]) -> tuple[SectionHit, ...]:
        """Sections that were found before, in the order given, each with all its passages."""
        corpus = self._ready().corpus
        rows = {section.id: row for row, section in enumerate(corpus.sections)}
        return tuple(_whole(corpus, rows[each]) for each in section_ids if each in rows)

    def unknown(self, asked: str) -> str:
        """The word of a short question that nobody here knows, or an empty string."""
        words = question.content_words(question.read(asked))
        speller = self._ready().corpus.speller
        known = [
            w
            for m in self._lexicon.find(asked[:400])
            for w in question.words_of(asked[m.start : m.end])
        ]
        strange = [w for w in words if w.isalpha() and w not in known and not speller.knows(w)]
        return strange[0] if len(strange) == 1 and len(words) <= 2 and len(strange[0]) <= 40 else ""

    def is_empty(self) -> bool:
        """Whether there is nothing to search."""
        return not self._ready().corpus.units

    def look(self, asked: Sequence[str]) -> list[Sighting | None]:
        """What is known of each text; None where it or the library is empty. One embedding call."""
        ready = self._ready()
        texts = [self._mended(each, ready.corpus) if ready.corpus.units else "" for each in asked]
        matches = [telling(text, self._lexicon.find(text))[:TERMS] for text in texts]
        wanted = [spelled_out(*each) for each in zip(texts, matches, strict=True) if each[0]]
        new = ready.views.lacks(match.term for found in matches for match in found)
        if not wanted:
            return [None] * len(asked)
        vectors = self._embedder.embed([*wanted, *(expansion(term) for term in new)])
        for term, vector in zip(new, vectors[len(wanted) :], strict=True):
            ready.views.learn(term, vector)
        own = iter(vectors)
        return [
            self._seen(text, found, next(own), ready) if text else None
            for text, found in zip(texts, matches, strict=True)
        ]

    def _mended(self, asked: str, corpus: Corpus) -> str:
        return corpus.speller.mend(self._lexicon.translate(question.read(asked)))

    def _seen(
        self, text: str, matches: Sequence[Match], vector: NDArray[np.float32], ready: _Ready
    ) -> Sighting:
        terms = tuple(dict.fromkeys(match.term for match in matches))
        topics = self._meaning().topics_of(vector)
        words = question.content_words(text)
        meant = Meant(
            words,
            topics,
            [ready.views.topic(number) for number in topics.numbers],
            [ready.views.term(term) for term in terms],
            covered(text, words, matches),
        )
        table = signals(ready.corpus, ready.dense.near(vector), meant)
        return Sighting(ready.corpus, text, words, terms, topics, table)

    def _meaning(self) -> Meanings:
        with self._lock:
            if self._meanings is None:
                self._meanings = Meanings(self._embedder, paraphrases.load())
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
    scores = seen.signals.unit_scores
    units = np.flatnonzero(seen.corpus.owners == row)
    order = units[np.argsort(-scores[units], kind="stable")]
    near = [int(unit) for unit in order if scores[unit] > scores[order[0]] - MATCHING]
    return _section_hit(seen.corpus, row, score, near)


def _whole(corpus: Corpus, row: int) -> SectionHit:
    return _section_hit(corpus, row, 0.0, np.flatnonzero(corpus.owners == row).tolist())


def _section_hit(corpus: Corpus, row: int, score: float, units: Sequence[int]) -> SectionHit:
    section = corpus.sections[row]
    others = [int(unit) for unit in np.flatnonzero(corpus.owners == row) if unit not in units]
    return SectionHit(
        section,
        corpus.catalogue.documents[section.document_id],
        score,
        tuple(corpus.units[unit] for unit in units),
        tuple(corpus.units[unit] for unit in others),
    )
