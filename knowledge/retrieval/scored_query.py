"""Scores one question on a library: the basis of its answer, matches and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from knowledge.retrieval.sparse import Layer, Rows

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.guides.index import GuideIndex
from knowledge.retrieval.corpus import Corpus, CorpusPart, build_corpus, select_part
from knowledge.retrieval.dense import Dense
from knowledge.retrieval.expansion import Meanings, Topics, term_coverage
from knowledge.retrieval.fusion import QueryMeaning, QuerySignals, signals
from knowledge.retrieval.layers import Layers, TextLayers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.guide_model import Guide
    from knowledge.lexicon.lexicon import Lexicon, Term, TermMatch
    from knowledge.model import Catalogue
    from knowledge.ports import Embedder, PassageIndex
    from knowledge.retrieval.sparse import Layer, SparseView


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A cleaned and corrected text, with its content words and lexicon matches."""

    text: str
    words: tuple[str, ...]
    matches: tuple[TermMatch, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it names or points to, without duplicates."""
        return tuple(dict.fromkeys(match.term for match in self.matches))


@dataclass(frozen=True, slots=True)
class ScoredQuery:
    """All scores of one question, from which ``Findings`` and a ``Match`` are made."""

    corpus: CorpusPart
    """The sections and units that ``signals`` has rows for."""
    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    topics: Topics
    topic_similarities: tuple[float, ...]
    """Each topic's cosine to its nearest unit."""
    signals: QuerySignals
    vector: NDArray[np.float32]
    """The unit vector of the text itself, without its terms spelled out."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One version of the catalogue, prepared for search."""

    catalogue: Catalogue
    corpus: Corpus
    whole: CorpusPart
    layers: Layers
    guides: GuideIndex


def prepare(
    catalogue: Catalogue,
    lexicon: Lexicon,
    index: PassageIndex,
    meanings: Meanings,
    embedder: Embedder,
    library: tuple[Guide, ...] | None,
) -> Prepared:
    """Prepare a whole catalogue for search.

    Raises:
        CoachError: the store fails.
    """
    corpus = build_corpus(catalogue, lexicon)
    whole = select_part(corpus, np.arange(len(corpus.sections)))
    layers = Layers(corpus, Dense(index, corpus), meanings)
    return Prepared(catalogue, corpus, whole, layers, GuideIndex(catalogue, embedder, library))


def score_query(
    read: ReadQuestion,
    vector: NDArray[np.float32],
    topics: Topics,
    layers: TextLayers,
    prepared: Prepared,
) -> ScoredQuery:
    """Score a text on the sections that may come first, or on all of them in a small library."""
    corpus, part = prepared.corpus, prepared.whole
    words = prepared.layers.of_words(read.words)
    if len(corpus.sections) > SMALL:
        rows = shortlist(corpus.owners, layers.near, layers.topics, layers.terms, words)
        part = select_part(corpus, rows)

    def view(layer: Layer) -> SparseView:
        return layer.at(part.section_rows, part.unit_rows)

    share = term_coverage(read.text, read.words, read.matches)
    meaning = QueryMeaning(
        topics, [view(each) for each in layers.topics], list(map(view, layers.terms)), share
    )
    table = signals(view(layers.near), view(words), meaning)
    topic_similarities = tuple(float(each.units[:, 0].max()) for each in meaning.topic_views)
    return ScoredQuery(
        part, read.text, read.words, read.terms, topics, topic_similarities, table, vector
    )


SMALL = 512
"""Number of sections up to which all of them are scored."""


WORDY = 128
"""Sections shortlisted for their words: those shared with the question, and with each term."""


FEWEST = 8
"""Sections that are always scored, so that there is something to offer."""


def shortlist(
    owners: Rows, near: Layer, topics: Sequence[Layer], terms: Sequence[Layer], words: Layer
) -> Rows:
    """Return the rows of the sections to score, ascending.

    ``owners[u]`` is the section that unit u belongs to.
    """
    by_words = [table for layer in terms for table in layer.sections[1:]] + [*words.sections]
    chosen = np.zeros(near.sections[0].size, dtype=bool)
    for layer in (near, *topics, *terms):
        chosen[layer.sections[0].rows] = True
    for table in by_words:
        chosen[table.best(WORDY)] = True
    chosen[:FEWEST] = True
    chosen[owners[words.units[0].best(WORDY)]] = True
    return np.flatnonzero(chosen)
