"""One question scored on a library: all that its answer, its match and its confidence stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.retrieval.corpus import Corpus, Part, lay_out, part_of
from knowledge.retrieval.dense import Dense
from knowledge.retrieval.expansion import Meanings, Topics, covered
from knowledge.retrieval.fusion import Meant, Signals, signals
from knowledge.retrieval.layers import Laid, Layers
from knowledge.retrieval.shortlist import SMALL, shortlist

if TYPE_CHECKING:
    from knowledge.lexicon import Lexicon, Match, Term
    from knowledge.model import Catalogue
    from knowledge.ports import PassageIndex
    from knowledge.retrieval.sparse import Layer, View


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it is understood before anything is looked up."""

    text: str
    words: tuple[str, ...]
    matches: tuple[Match, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it names or points to, each once."""
        return tuple(dict.fromkeys(match.term for match in self.matches))


@dataclass(frozen=True, slots=True)
class Sighting:
    """Everything found out about one question: what ``Findings`` and a match are made from."""

    corpus: Part
    """The sections and units that ``signals`` has a row for."""
    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    topics: Topics
    homes: tuple[float, ...]
    """How near each of the topics is to the unit nearest to it."""
    signals: Signals


@dataclass(frozen=True, slots=True)
class Ready:
    """What one version of the catalogue needs to be searched."""

    catalogue: Catalogue
    corpus: Corpus
    whole: Part
    layers: Layers


def make_ready(
    catalogue: Catalogue, lexicon: Lexicon, index: PassageIndex, meanings: Meanings
) -> Ready:
    """Reads a whole catalogue."""
    corpus = lay_out(catalogue, lexicon)
    whole = part_of(corpus, np.arange(len(corpus.sections)))
    return Ready(catalogue, corpus, whole, Layers(corpus, Dense(index, corpus), meanings))


def sight(read: Read, topics: Topics, laid: Laid, ready: Ready) -> Sighting:
    """Scores a text on the sections that can come first; in a small library on all of them."""
    corpus, part = ready.corpus, ready.whole
    words = ready.layers.of_words(read.words)
    if len(corpus.sections) > SMALL:
        rows = shortlist(corpus.owners, laid.near, laid.topics, laid.terms, words)
        part = part_of(corpus, rows)

    def view(layer: Layer) -> View:
        return layer.at(part.section_rows, part.unit_rows)

    share = covered(read.text, read.words, read.matches)
    meant = Meant(topics, [view(each) for each in laid.topics], list(map(view, laid.terms)), share)
    table = signals(view(laid.near), view(words), meant)
    homes = tuple(float(each.units[:, 0].max()) for each in meant.topic_views)
    return Sighting(part, read.text, read.words, read.terms, topics, homes, table)
