"""Finding the sections of the library that answer a question, best first, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Catalogue, SectionHit
from knowledge.paraphrases import paraphrases
from knowledge.ports import Embedder, PassageIndex
from knowledge.retrieval import confidence, question
from knowledge.retrieval.expansion import TERMS, Meanings, expansion, spelled_out, telling
from knowledge.retrieval.findings import Findings
from knowledge.retrieval.scored_query import (
    Prepared,
    ReadQuestion,
    ScoredQuery,
    prepare,
    score_query,
)
from knowledge.retrieval.translation import in_english

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.retrieval.corpus import Corpus, CorpusPart

__all__ = ["ScoredQuery", "Searcher"]

MATCHING = 2.0
"""How far below a section's best passage another may score (in logits) and still match."""


class Searcher:
    """Safe to share between threads."""

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
        self._kept: Prepared | None = None

    def search(self, asked: str, *, limit: int = 8) -> Findings:
        """The ``limit`` best sections, best first, with the passages that matched. Never raises."""
        (seen,) = self.look([asked])
        if seen is None:
            return Findings(asked, (), 0.0)
        scores = seen.signals.section_scores
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(_hit(seen, int(row), float(scores[row])) for row in order)
        return Findings(asked, hits, confidence.score(seen))

    def revisit(self, section_ids: Sequence[str]) -> tuple[SectionHit, ...]:
        """Sections that were found before, in the order given, each with all its passages."""
        if not section_ids:
            return ()
        ready = self._ready()
        rows = [ready.corpus.section_rows.get(each) for each in section_ids]
        return tuple(_section_hit(ready.whole, row, 0.0) for row in rows if row is not None)

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

    def look(self, asked: Sequence[str]) -> list[ScoredQuery | None]:
        """What is known of each text; None where it or the library is empty. One embedding call."""
        ready = self._ready()
        read = [self._read(each, ready.corpus) if ready.corpus.units else None for each in asked]
        told = [each for each in read if each is not None]
        if not told:
            return [None] * len(asked)
        seen = iter(self._seen(told, ready))
        return [None if each is None else next(seen) for each in read]

    def _read(self, asked: str, corpus: Corpus) -> ReadQuestion | None:
        english = in_english(self._lexicon.translate(question.read(asked)), self._is_name)
        text = corpus.speller.mend(english)
        matches = telling(text, self._lexicon.find(text))[:TERMS]
        return ReadQuestion(text, question.content_words(text), tuple(matches)) if text else None

    def _is_name(self, word: str) -> bool:
        return self._lexicon.lookup(word) is not None

    def _seen(self, read: Sequence[ReadQuestion], ready: Prepared) -> list[ScoredQuery]:
        meaning = self._meaning()
        new = meaning.unknown(term for each in read for term in each.terms)
        wanted = [spelled_out(each.text, each.matches) for each in read]
        vectors = self._embedder.embed([*wanted, *(expansion(term) for term in new)])
        own = vectors[: len(read)]
        meaning.learn(new, vectors[len(read) :])
        topics = [meaning.topics_of(vector) for vector in own]
        laid = ready.layers.lay(own, topics, [each.terms for each in read])
        return [score_query(*each, ready) for each in zip(read, topics, laid, strict=True)]

    def _meaning(self) -> Meanings:
        with self._lock:
            if self._meanings is None:
                self._meanings = Meanings(self._embedder, paraphrases.load())
            return self._meanings

    def _ready(self) -> Prepared:
        catalogue, kept = self._catalogue(), self._kept
        if kept is None or kept.catalogue is not catalogue:
            kept = prepare(catalogue, self._lexicon, self._index, self._meaning())
            self._kept = kept
        return kept


def _hit(seen: ScoredQuery, row: int, score: float) -> SectionHit:
    scores = seen.signals.unit_scores
    units = np.flatnonzero(seen.corpus.owners == row)
    order = units[np.argsort(-scores[units], kind="stable")]
    near = order[scores[order] > scores[order[0]] - MATCHING]
    return _section_hit(seen.corpus, row, score, near.tolist())


def _section_hit(part: CorpusPart, row: int, score: float, best: Sequence[int] = ()) -> SectionHit:
    """``best`` are the units that matched; of a section that is shown again, all of its."""
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
