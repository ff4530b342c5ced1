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

from knowledge.paraphrases import paraphrases
from knowledge.retrieval.question import content_words
from knowledge.retrieval.spellcheck import english

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.lexicon.lexicon import Term, TermMatch
    from knowledge.ports import Embedder, Vectors

TOPICS = 5
"""Topics a question may be about, by their nearest sayings."""
TOPIC_TEMPERATURE = 0.06
SAYINGS_PULL = 0.5
"""How much a topic's sayings count beside its name in what it means."""
ORDINARY = 20_000
"""The rank in frequency up to which an English word is an ordinary one."""
SENTENCE = 4
"""Content words from which a text is a sentence rather than a name."""
TERMS = 6
"""Terms of one question that are looked at; a longer list is a dump, not a question."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The likeliest topics of a question, best first.

    ``shares`` add up to 1; ``similarities`` are the cosines of the question to the nearest saying
    of each.
    """

    numbers: tuple[int, ...]
    shares: tuple[float, ...]
    similarities: tuple[float, ...]

    @property
    def similarity(self) -> float:
        """How near the nearest saying of all is."""
        return self.similarities[0]


class Meanings:
    """The vectors of topics, their sayings and terms, for one embedder."""

    def __init__(self, embedder: Embedder, sayings: paraphrases.Sayings) -> None:
        vectors = paraphrases.VECTORS.embed([*sayings.topics, *sayings.sayings], embedder)
        self._sayings: Vectors = vectors[len(sayings.topics) :]
        self._starts = sayings.starts
        self.topics = _blended(vectors[: len(sayings.topics)], self._sayings, self._starts)
        self._embedder = embedder.name
        self._terms: dict[str, NDArray[np.float32]] = {}

    def unknown(self, terms: Iterable[Term]) -> list[Term]:
        """Those of the terms, each once, whose vector ``learn`` still has to be told."""
        new = [term for term in dict.fromkeys(terms) if term.name not in self._terms]
        shipped = paraphrases.VECTORS.known([expansion(term) for term in new], self._embedder)
        known = [term for term in new if expansion(term) in shipped]
        self.learn(known, [shipped[expansion(term)] for term in known])
        return [term for term in new if expansion(term) not in shipped]

    def learn(self, terms: Sequence[Term], vectors: Iterable[NDArray[np.float32]]) -> None:
        """Keeps the vectors of the terms' ``expansion``."""
        names = (term.name for term in terms)
        self._terms.update(zip(names, vectors, strict=True))

    def term(self, name: str) -> NDArray[np.float32]:
        """The vector of a known term."""
        return self._terms[name]

    def topics_of(self, vector: NDArray[np.float32]) -> Topics:
        """The topics whose sayings are nearest to a question's vector."""
        best = np.maximum.reduceat(self._sayings @ vector, self._starts)
        order = np.argsort(-best)[:TOPICS]
        shares = np.exp((best[order] - best[order[0]]) / TOPIC_TEMPERATURE)
        shares /= shares.sum()
        return Topics(tuple(order.tolist()), tuple(shares.tolist()), tuple(best[order].tolist()))


def _blended(topics: Vectors, sayings: Vectors, starts: NDArray[np.intp]) -> Vectors:
    """Unit vectors of the topics, each drawn towards the middle of its sayings."""
    middles = np.add.reduceat(sayings, starts)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    blended = topics + SAYINGS_PULL * middles
    return np.asarray(blended / np.linalg.norm(blended, axis=1, keepdims=True), dtype=np.float32)


def expansion(term: Term) -> str:
    """What a term is about, in a document's words; its kind stands in ``spelled_out``."""
    return ", ".join(term.related) or term.kind


def telling(text: str, matches: Sequence[TermMatch]) -> list[TermMatch]:
    """The matches that say what a text is about.

    In a sentence an ordinary word ("request", "process", "sales") is seldom meant as a term of the
    field, and following it leads astray; alone or among few words it is.
    """
    if len(content_words(text)) < SENTENCE:
        return list(matches)
    return [match for match in matches if not _is_ordinary(text[match.start : match.end])]


def _is_ordinary(word: str) -> bool:
    return word.islower() and english().get(word, ORDINARY) < ORDINARY


def covered(text: str, words: Sequence[str], matches: Sequence[TermMatch]) -> float:
    """The share of a text's content words that stand in its terms, 0 to 1."""
    held = {word for m in matches for word in content_words(text[m.start : m.end])}
    return len(held.intersection(words)) / len(words) if words else 0.0


def spelled_out(text: str, matches: Sequence[TermMatch]) -> str:
    """The text with each term by its full name and kind: "SSO" -> "single sign-on (login method)".

    A name alone ("Keycloak") means little to the embedder; with its kind it finds its place.
    """
    pieces: list[str] = []
    done = 0
    for match in [match for match in matches if match.named]:
        pieces += [text[done : match.start], f"{match.term.name} ({match.term.kind})"]
        done = match.end
    return "".join((*pieces, text[done:]))
