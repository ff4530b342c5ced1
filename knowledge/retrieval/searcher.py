"""Finds the sections that answer a question, best first, with a confidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Catalogue, SectionHit
from knowledge.paraphrases import paraphrases
from knowledge.ports import Embedder, PassageIndex
from knowledge.retrieval import confidence, question
from knowledge.retrieval.expansion import TERMS, Meanings, expansion, informative_matches, spell_out
from knowledge.retrieval.findings import Findings
from knowledge.retrieval.scored_query import (
    Prepared,
    ReadQuestion,
    ScoredQuery,
    prepare,
    score_query,
)
from knowledge.retrieval.translation import to_english

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.guide_model import Guide
    from knowledge.guides.index import GuideHit, GuideIndex
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.retrieval.corpus import Corpus, CorpusPart

__all__ = ["ScoredQuery", "Searcher"]

GUIDE_LINES = 40
"""Nearest lines of guides that an answer is chosen from."""
GUIDE_FLOOR = 0.4
"""Cosine up to which a guide's line says nothing about its section."""
GUIDE_WEIGHT = 6.0
"""Logits added to a section's score per unit of cosine above the floor; chosen on the development
rows of the evaluation sets (docs/decisions/0015-guides.md)."""
MATCHING = 2.0
"""Logits that a passage may score below its section's best one and still match."""


class Searcher:
    """Searches the catalogue and its guides. Thread-safe.

    Methods raise CoachError if the store or the embedder fails.
    """

    def __init__(
        self,
        index: PassageIndex,
        embedder: Embedder,
        catalogue: Callable[[], Catalogue],
        lexicon: Lexicon,
        library: tuple[Guide, ...] | None = None,
    ) -> None:
        """``library`` are the guides to search besides the documents', by default the shipped."""
        self._index = index
        self._embedder = embedder
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._library = library
        self._lock = Lock()
        self._meanings: Meanings | None = None
        self._kept: Prepared | None = None

    def search(self, asked: str, *, limit: int = 8) -> Findings:
        """Return the ``limit`` best sections, best first, with their matching passages."""
        (query,) = self.look([asked])
        if query is None:
            return Findings(asked, (), 0.0)
        ready = self._ready()
        nearness = ready.guides.nearness(query.text, query.vector)
        near = nearness.best(GUIDE_LINES)
        scores = query.signals.section_scores + GUIDE_WEIGHT * _guide_gain(
            query, near, ready.guides
        )
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(_hit(query, int(row), float(scores[row])) for row in order)
        return Findings(asked, hits, confidence.score(query), query.text, nearness, tuple(near))

    def look_up(self, texts: Sequence[str]) -> list[Findings]:
        """Return the nearest lines of guides for each text, without scoring sections."""
        ready = self._ready()
        cleaned = [question.read(text) for text in texts]
        vectors = self._embedder.embed(cleaned)
        near = [
            ready.guides.nearness(text, vector)
            for text, vector in zip(cleaned, vectors, strict=True)
        ]
        return [
            Findings(text, (), 0.0, text, each, tuple(each.best(GUIDE_LINES)))
            for text, each in zip(cleaned, near, strict=True)
        ]

    @property
    def catalogue(self) -> Callable[[], Catalogue]:
        """Function that returns the current documents."""
        return self._catalogue

    @property
    def guides(self) -> GuideIndex:
        """The index of the current guides."""
        return self._ready().guides

    def revisit(self, section_ids: Sequence[str]) -> tuple[SectionHit, ...]:
        """Return sections that were found before, in the order given, with all their passages."""
        if not section_ids:
            return ()
        ready = self._ready()
        rows = [ready.corpus.section_rows.get(each) for each in section_ids]
        return tuple(_section_hit(ready.whole, row, 0.0) for row in rows if row is not None)

    def unknown(self, asked: str) -> str:
        """Return the one word of a short question that isn't known; empty if there is none."""
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

    def look(self, asked: Sequence[str]) -> list[ScoredQuery | None]:
        """Score each text, with one embedding call; None if the text or the library is empty."""
        ready = self._ready()
        read = [self._read(each, ready.corpus) if ready.corpus.units else None for each in asked]
        readable = [each for each in read if each is not None]
        if not readable:
            return [None] * len(asked)
        scored = iter(self._score(readable, ready))
        return [None if each is None else next(scored) for each in read]

    def _read(self, asked: str, corpus: Corpus) -> ReadQuestion | None:
        english = to_english(self._lexicon.translate(question.read(asked)), self._is_name)
        text = corpus.speller.correct(english)
        matches = informative_matches(text, self._lexicon.find(text))[:TERMS]
        return ReadQuestion(text, question.content_words(text), tuple(matches)) if text else None

    def _is_name(self, word: str) -> bool:
        return self._lexicon.lookup(word) is not None

    def _score(self, read: Sequence[ReadQuestion], ready: Prepared) -> list[ScoredQuery]:
        meaning = self._meaning()
        new = meaning.unknown(term for each in read for term in each.terms)
        wanted = [spell_out(each.text, each.matches) for each in read]
        plain = [
            each.text for each, spelled in zip(read, wanted, strict=True) if each.text != spelled
        ]
        vectors = self._embedder.embed([*wanted, *plain, *(expansion(term) for term in new)])
        own, others = vectors[: len(read)], vectors[len(read) :]
        meaning.learn(new, others[len(plain) :])
        plain_vectors = dict(zip(plain, others, strict=False))
        text_vectors = [
            plain_vectors.get(each.text, vector) for each, vector in zip(read, own, strict=True)
        ]
        topics = [meaning.topics_of(vector) for vector in own]
        layers = ready.layers.lay(own, topics, [each.terms for each in read])
        return [
            score_query(*each, ready)
            for each in zip(read, text_vectors, topics, layers, strict=True)
        ]

    def _meaning(self) -> Meanings:
        with self._lock:
            if self._meanings is None:
                self._meanings = Meanings(self._embedder, paraphrases.load())
            return self._meanings

    def _ready(self) -> Prepared:
        catalogue, prepared = self._catalogue(), self._kept
        if prepared is None or prepared.catalogue is not catalogue:
            prepared = prepare(
                catalogue,
                self._lexicon,
                self._index,
                self._meaning(),
                self._embedder,
                self._library,
            )
            self._kept = prepared
        return prepared


def _guide_gain(
    query: ScoredQuery, near: Sequence[GuideHit], guides: GuideIndex
) -> NDArray[np.float64]:
    """Return each section's gain from the nearest line of its guides, shape (sections,)."""
    best = np.zeros(len(query.corpus.sections))
    rows = {section.id: row for row, section in enumerate(query.corpus.sections)}
    for hit in near:
        for link in guides.links.get(hit.part.guide.id, ()):
            row = rows.get(link.section_id)
            if row is not None:
                gain = link.confidence * max(0.0, hit.score - GUIDE_FLOOR)
                best[row] = max(best[row], gain)
    return best


def _hit(query: ScoredQuery, row: int, score: float) -> SectionHit:
    scores = query.signals.unit_scores
    units = np.flatnonzero(query.corpus.owners == row)
    order = units[np.argsort(-scores[units], kind="stable")]
    near = order[scores[order] > scores[order[0]] - MATCHING]
    return _section_hit(query.corpus, row, score, near.tolist())


def _section_hit(part: CorpusPart, row: int, score: float, best: Sequence[int] = ()) -> SectionHit:
    """Make a hit; ``best`` are the units that matched, by default all of the section's."""
    section = part.sections[row]
    units: list[int] = np.flatnonzero(part.owners == row).tolist()
    matched = best or units
    return SectionHit(
        section,
        part.catalogue.documents[section.document_id],
        score,
        tuple(part.units[unit] for unit in matched),
        tuple(part.units[unit] for unit in units if unit not in set(matched)),
    )
