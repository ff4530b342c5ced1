"""What the question means beyond its words: terms of the lexicon, and topics by everyday sayings.

"Linkerd" shares no word with "API gateways and service mesh", but the lexicon knows what it is;
"it fell over when everyone came" is near to sayings about load. Both become scores over the corpus
that depend on the term or topic alone, so they are worked out once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge import paraphrases
from knowledge.retrieval.dense import Dense, per_section, sharpened
from knowledge.retrieval.question import content_words
from knowledge.retrieval.spelling import english

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.lexicon import Match, Term
    from knowledge.ports import Embedder, Vectors
    from knowledge.retrieval.corpus import Corpus

_Pair = tuple["NDArray[np.float64]", "NDArray[np.float64]"]

TOPICS = 5
"""Topics a question may be about, by their nearest sayings."""
TOPIC_TEMPERATURE = 0.06
ORDINARY = 20_000
"""The rank in frequency up to which an English word is an ordinary one."""
SENTENCE = 4
"""Content words from which a text is a sentence rather than a name."""
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
    """The vectors of the topics and their sayings, for one embedder."""

    def __init__(self, embedder: Embedder, sayings: paraphrases.Sayings) -> None:
        vectors = paraphrases.embed([*sayings.topics, *sayings.sayings], embedder)
        self.topics: Vectors = vectors[: len(sayings.topics)]
        self._sayings: Vectors = vectors[len(sayings.topics) :]
        self._starts = sayings.starts

    def topics_of(self, vector: NDArray[np.float32]) -> Topics:
        """The topics whose sayings are nearest to a question's vector."""
        best = np.maximum.reduceat(self._sayings @ vector, self._starts)
        order = np.argsort(-best)[:TOPICS]
        shares = np.exp((best[order] - best[order[0]]) / TOPIC_TEMPERATURE)
        shares /= shares.sum()
        return Topics(tuple(order.tolist()), tuple(shares.tolist()), float(best[order[0]]))


def expansion(term: Term) -> str:
    """What a term is, in a document's words."""
    return f"{term.kind}: {', '.join(term.related)}"


def telling(text: str, matches: Sequence[Match]) -> list[Match]:
    """The matches that say what a text is about.

    In a sentence an ordinary word ("request", "process", "sales") is seldom meant as a term of the
    field, and following it leads astray; alone or among few words it is.
    """
    if len(content_words(text)) < SENTENCE:
        return list(matches)
    return [match for match in matches if not _is_ordinary(text[match.start : match.end])]


def _is_ordinary(word: str) -> bool:
    return word.islower() and english().get(word, ORDINARY) < ORDINARY


def covered(text: str, words: Sequence[str], matches: Sequence[Match]) -> float:
    """The share of a text's content words that stand in its terms, 0 to 1."""
    held = {word for m in matches for word in content_words(text[m.start : m.end])}
    return len(held.intersection(words)) / len(words) if words else 0.0


def spelled_out(text: str, matches: Sequence[Match]) -> str:
    """The text with each term by its full name and kind: "SSO" -> "single sign-on (login method)".

    A name alone ("Keycloak") means little to the embedder; with its kind it finds its place.
    """
    pieces: list[str] = []
    done = 0
    for match in [match for match in matches if match.named]:
        pieces += [text[done : match.start], f"{match.term.name} ({match.term.kind})"]
        done = match.end
    return "".join((*pieces, text[done:]))


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

    def lacks(self, terms: Iterable[Term]) -> list[Term]:
        """Those of the terms, each once, whose vector ``learn`` still has to be told."""
        return [term for term in dict.fromkeys(terms) if term.name not in self._terms]

    def learn(self, term: Term, vector: NDArray[np.float32]) -> None:
        """Works out a term's view from the vector of its ``expansion``."""
        parts = (self._nearness(vector), self._related(term), self._named(term.name))
        self._terms[term.name] = View(*(np.hstack(pair) for pair in zip(*parts, strict=True)))

    def term(self, term: Term) -> View:
        """The view of a term that was learned."""
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
