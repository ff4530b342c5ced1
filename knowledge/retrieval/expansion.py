"""Finds what a question means beyond its words: lexicon terms, and topics by everyday sayings.

"Linkerd" shares no word with "API gateways and service mesh", but the lexicon knows what it is;
"it fell over when everyone came" is near to sayings about load. Their scores over the corpus
depend only on the term or topic, so they are computed once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.paraphrases import paraphrases
from knowledge.retrieval.question import content_words
from knowledge.retrieval.spellcheck import english

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.lexicon.lexicon import Term, TermMatch
    from knowledge.ports import Embedder, Vectors

TOPICS = 5
"""Topics per question, by their nearest sayings."""
TOPIC_TEMPERATURE = 0.06
SAYINGS_PULL = 0.5
"""Weight of a topic's sayings in its vector, relative to its name."""
ORDINARY = 20_000
"""The frequency rank up to which an English word is ordinary."""
SENTENCE = 4
"""Content words from which a text is a sentence, not a name."""
TERMS = 6
"""Terms per question; a text with more isn't a question."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The likeliest topics of a question, best first.

    ``shares`` add up to 1; ``similarities`` are the cosines of the question to each topic's nearest
    saying.
    """

    numbers: tuple[int, ...]
    shares: tuple[float, ...]
    similarities: tuple[float, ...]

    @property
    def similarity(self) -> float:
        """The cosine to the nearest saying of all topics."""
        return self.similarities[0]


class Meanings:
    """The vectors of topics, sayings and terms, for one embedder."""

    def __init__(self, embedder: Embedder, sayings: paraphrases.Sayings) -> None:
        vectors = paraphrases.VECTORS.embed([*sayings.topics, *sayings.sayings], embedder)
        self._sayings: Vectors = vectors[len(sayings.topics) :]
        self._starts = sayings.starts
        self.topics = _blended(vectors[: len(sayings.topics)], self._sayings, self._starts)
        self._embedder = embedder.name
        self._terms: dict[str, NDArray[np.float32]] = {}

    def unknown(self, terms: Iterable[Term]) -> list[Term]:
        """Return the terms, without duplicates, whose vectors must still be passed to ``learn``."""
        new = [term for term in dict.fromkeys(terms) if term.name not in self._terms]
        shipped = paraphrases.VECTORS.known([expansion(term) for term in new], self._embedder)
        known = [term for term in new if expansion(term) in shipped]
        self.learn(known, [shipped[expansion(term)] for term in known])
        return [term for term in new if expansion(term) not in shipped]

    def learn(self, terms: Sequence[Term], vectors: Iterable[NDArray[np.float32]]) -> None:
        """Store the vectors of the terms' ``expansion``."""
        names = (term.name for term in terms)
        self._terms.update(zip(names, vectors, strict=True))

    def term(self, name: str) -> NDArray[np.float32]:
        """Return the vector of a known term."""
        return self._terms[name]

    def topics_of(self, vector: NDArray[np.float32]) -> Topics:
        """Return the topics whose sayings are nearest to a question's vector."""
        best = np.maximum.reduceat(self._sayings @ vector, self._starts)
        order = np.argsort(-best)[:TOPICS]
        shares = np.exp((best[order] - best[order[0]]) / TOPIC_TEMPERATURE)
        shares /= shares.sum()
        return Topics(tuple(order.tolist()), tuple(shares.tolist()), tuple(best[order].tolist()))


def _blended(topics: Vectors, sayings: Vectors, starts: NDArray[np.intp]) -> Vectors:
    """Return the topics' unit vectors, each moved towards the mean of its sayings."""
    middles = np.add.reduceat(sayings, starts)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    blended = topics + SAYINGS_PULL * middles
    return np.asarray(blended / np.linalg.norm(blended, axis=1, keepdims=True), dtype=np.float32)


def expansion(term: Term) -> str:
    """Return what a term is about, in a document's words; its kind is added by ``spell_out``."""
    return ", ".join(term.related) or term.kind


def informative_matches(text: str, matches: Sequence[TermMatch]) -> list[TermMatch]:
    """Return the matches that say what a text is about.

    In a sentence, an ordinary word ("request", "process", "sales") is rarely meant as a term of the
    field and would mislead the search; alone or among few words it is.
    """
    if len(content_words(text)) < SENTENCE:
        return list(matches)
    return [match for match in matches if not _is_ordinary(text[match.start : match.end])]


def _is_ordinary(word: str) -> bool:
    return word.islower() and english().get(word, ORDINARY) < ORDINARY


def term_coverage(text: str, words: Sequence[str], matches: Sequence[TermMatch]) -> float:
    """Return the share of a text's content words that are part of its terms, 0 to 1."""
    term_words = {word for m in matches for word in content_words(text[m.start : m.end])}
    return len(term_words.intersection(words)) / len(words) if words else 0.0


def spell_out(text: str, matches: Sequence[TermMatch]) -> str:
    """Return the text with full names and kinds of terms: "SSO" -> "single sign-on (login method)".

    A name alone ("Keycloak") means little to the embedder.
    """
    pieces: list[str] = []
    done = 0
    for match in [match for match in matches if match.named]:
        pieces += [text[done : match.start], f"{match.term.name} ({match.term.kind})"]
        done = match.end
    return "".join((*pieces, text[done:]))
