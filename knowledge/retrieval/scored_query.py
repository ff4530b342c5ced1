"""One question scored on a library: all that its answer, its match and its confidence stand on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from knowledge.retrieval.sparse import Layer, Rows

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.retrieval.corpus import Corpus, CorpusPart, lay_out, part_of
from knowledge.retrieval.dense import Dense
from knowledge.retrieval.expansion import Meanings, Topics, covered
from knowledge.retrieval.fusion import Meant, QuerySignals, signals
from knowledge.retrieval.layers import Laid, Layers

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon, Term, TermMatch
    from knowledge.model import Catalogue
    from knowledge.ports import PassageIndex
    from knowledge.retrieval.sparse import Layer, SparseView


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A text as it is understood before anything is looked up."""

    text: str
    words: tuple[str, ...]
    matches: tuple[TermMatch, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it names or points to, each once."""
        return tuple(dict.fromkeys(match.term for match in self.matches))


@dataclass(frozen=True, slots=True)
class ScoredQuery:
    """Everything found out about one question: what ``Findings`` and a match are made from."""

    corpus: CorpusPart
    """The sections and units that ``signals`` has a row for."""
    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    topics: Topics
    homes: tuple[float, ...]
    """How near each of the topics is to the unit nearest to it."""
    signals: QuerySignals


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one version of the catalogue needs to be searched."""

    catalogue: Catalogue
    corpus: Corpus
    whole: CorpusPart
    layers: Layers


def prepare(
    catalogue: Catalogue, lexicon: Lexicon, index: PassageIndex, meanings: Meanings
) -> Prepared:
    """Reads a whole catalogue."""
    corpus = lay_out(catalogue, lexicon)
    whole = part_of(corpus, np.arange(len(corpus.sections)))
    return Prepared(catalogue, corpus, whole, Layers(corpus, Dense(index, corpus), meanings))


def score_query(read: ReadQuestion, topics: Topics, laid: Laid, ready: Prepared) -> ScoredQuery:
    """Scores a text on the sections that can come first; in a small library on all of them."""
    corpus, part = ready.corpus, ready.whole
    words = ready.layers.of_words(read.words)
    if len(corpus.sections) > SMALL:
        rows = shortlist(corpus.owners, laid.near, laid.topics, laid.terms, words)
        part = part_of(corpus, rows)

    def view(layer: Layer) -> SparseView:
        return layer.at(part.section_rows, part.unit_rows)

    share = covered(read.text, read.words, read.matches)
    meant = Meant(topics, [view(each) for each in laid.topics], list(map(view, laid.terms)), share)
    table = signals(view(laid.near), view(words), meant)
    homes = tuple(float(each.units[:, 0].max()) for each in meant.topic_views)
    return ScoredQuery(part, read.text, read.words, read.terms, topics, homes, table)


SMALL = 512
"""Sections up to which all are scored."""


WORDY = 128
"""Sections taken for the words they share with a question, and with what each term is about."""


FEWEST = 8
"""Sections that are scored whatever comes back, so that there is something to offer."""


def shortlist(
    owners: Rows, near: Layer, topics: Sequence[Layer], terms: Sequence[Layer], words: Layer
) -> Rows:
    """Rows of sections, ascending. ``owners[u]`` is the section that unit u belongs to."""
    wordy = [table for layer in terms for table in layer.sections[1:]] + [*words.sections]
    chosen = np.zeros(near.sections[0].size, dtype=bool)
    for layer in (near, *topics, *terms):
        chosen[layer.sections[0].rows] = True
    for table in wordy:
        chosen[table.best(WORDY)] = True
    chosen[:FEWEST] = True
    chosen[owners[words.units[0].best(WORDY)]] = True
    return np.flatnonzero(chosen)
