"""What the question means beyond its words: terms of the lexicon, and topics by everyday sayings.

"Linkerd" shares no word with "API gateways and service mesh", but the lexicon knows what Linkerd is;
"it fell over on launch day" is near to sayings about load. Both become scores over the corpus that
depend on the term or topic alone, so they are worked out once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge import paraphrases
from knowledge.retrieval.dense import Dense, per_section, sharpened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.lexicon import Lexicon, Term
    from knowledge.ports import Embedder, Vectors
    from knowledge.retrieval.corpus import Corpus

_Pair = tuple["NDArray[np.float64]", "NDArray[np.float64]"]

TOPICS = 5
"""Topics a question may be about, by their nearest sayings."""
TOPIC_TEMPERATURE = 0.06
TERMS = 6
"""Terms of one question that are looked at; a longer list is a dump, not a question."""


@dataclass(frozen=True, slots=True)
class View:
    """What one term or topic says, a row per section and a row per unit of the corpus.

    Columns: how near, how far it stands out; of a term also the share of its related words that
    stand there, and whether it is named there.
    """

    sections: NDArray[np.float64]
    units: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Topics:
    """The likeliest topics of a question with their shares, and how near the nearest saying is."""

    numbers: tuple[int, ...]
    shares: tuple[float, ...]
    similarity: float


class Meanings:
    """The vectors of the lexicon's terms and of the sayings, for one embedder."""

    def __init__(self, lexicon: Lexicon, embedder: Embedder, sayings: paraphrases.Sayings) -> None:
        texts = [expansion(term) for term in lexicon.terms]
        vectors = paraphrases.embed([*texts, *sayings.topics, *sayings.sayings], embedder)
        first, second = len(texts), len(texts) + len(sayings.topics)
        self.terms: Vectors = vectors[:first]
        self.topics: Vectors = vectors[first:second]
        self._sayings: Vectors = vectors[second:]
        self._owners = sayings.owners
        self.numbers = {term.name: n for n, term in enumerate(lexicon.terms)}

    def topics_of(self, vector: NDArray[np.float32]) -> Topics:
        """The topics whose sayings are nearest to a question's vector."""
        similarities = self._sayings @ vector
        best = np.full(len(self.topics), -1.0)
        np.maximum.at(best, self._owners, similarities)
        order = np.argsort(-best)[:TOPICS]
        shares = np.exp((best[order] - best[order[0]]) / TOPIC_TEMPERATURE)
        shares /= shares.sum()
        return Topics(tuple(order.tolist()), tuple(shares.tolist()), float(best[order[0]]))


def expansion(term: Term) -> str:
    """What a term is, in a document's words."""
    return f"{term.kind}: {', '.join(term.related)}"


class Views:
    """What terms and topics say of one corpus, worked out on first use."""

    def __init__(self, corpus: Corpus, dense: Dense, meanings: Meanings) -> None:
        self._corpus = corpus
        self._dense = dense
        self._meanings = meanings
        self._terms: dict[str, View] = {}
        self._topics: dict[int, View] = {}

    def topic(self, number: int) -> View:
        """The view of one topic."""
        if number not in self._topics:
            self._topics[number] = View(*self._nearness(self._meanings.topics[number]))
        return self._topics[number]

    def term(self, term: Term) -> View:
        """The view of one term."""
        if term.name not in self._terms:
            vector = self._meanings.terms[self._meanings.numbers[term.name]]
            parts = (self._nearness(vector), self._related(term), self._named(term.name))
            self._terms[term.name] = View(*(np.hstack(pair) for pair in zip(*parts, strict=True)))
        return self._terms[term.name]

    def _nearness(self, vector: NDArray[np.float32]) -> _Pair:
        near = self._dense.near(vector)
        return (
            np.stack([near.sections, sharpened(near.sections)], axis=1),
            np.stack([near.units, sharpened(near.units)], axis=1),
        )

    def _related(self, term: Term) -> _Pair:
        corpus, phrases = self._corpus, (term.kind, *term.related)
        sections = np.mean([corpus.section_words.coverage([p]) for p in phrases], axis=0)
        by_unit = [corpus.unit_words.coverage([p]) for p in phrases]
        best = np.mean([per_section(scores, corpus) for scores in by_unit], axis=0)
        return ((sections + best) / 2)[:, None], np.mean(by_unit, axis=0)[:, None]

    def _named(self, name: str) -> _Pair:
        return (
            np.array([[float(name in names)] for names in self._corpus.named_in_section]),
            np.array([[float(name in names)] for names in self._corpus.named_in_unit]),
        )
