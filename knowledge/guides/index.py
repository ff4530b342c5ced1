"""Which lines of which guides are near to a question in meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.guide_model import Guide, GuideLink, GuidePart, parts_of
from knowledge.guides.attach import guide_vectors
from knowledge.guides.library import VECTORS, load_library
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.model import Catalogue, Outline
    from knowledge.ports import Embedder, Vectors

WORDS_GAIN = 0.12
"""How much sharing all its rare words adds to a line's cosine: names decide between near lines."""


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A line of a guide with how near it is to a question: cosine plus shared words (0 to 1.1).

    ``similarity`` is the cosine alone.
    """

    part: GuidePart
    score: float
    similarity: float
    row: int = -1
    """The line's number in its index."""


class GuideIndex:
    """All guides of one catalogue: the team's own, and the field library. Immutable."""

    def __init__(
        self, catalogue: Catalogue, embedder: Embedder, library: tuple[Guide, ...] | None = None
    ) -> None:
        own = tuple(guide for outline in catalogue.outlines for guide in outline.guides)
        shipped = _shipped(embedder) if library is None else _lines(library, embedder)
        self.guides: dict[str, Guide] = {g.id: g for g in (*shipped.guides, *own)}
        self.links: Mapping[str, tuple[GuideLink, ...]] = _links(catalogue, self.guides)
        own_parts = tuple(part for guide in own for part in parts_of(guide))
        self.parts: tuple[GuidePart, ...] = (*own_parts, *shipped.parts)
        vectors = [_own_vectors(o, embedder) for o in catalogue.outlines if o.guides]
        self._vectors = np.concatenate([*vectors, shipped.vectors])
        self._of_guide: dict[str, list[int]] = defaultdict(list)
        for row, part in enumerate(self.parts):
            self._of_guide[part.guide.id].append(row)
        found = [*map(_stems, own_parts), *shipped.stems]
        self._rarity = _rarity(found)
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for row, stems_of in enumerate(found):
            for stem in stems_of:
                self._rows_of[stem].append(row)

    def of_skill(self, skill_id: str) -> tuple[Guide, ...]:
        """Return the guides linked to a skill, the team's own first."""
        found = [
            self.guides[link.guide_id]
            for links in self.links.values()
            for link in links
            if link.skill_id == skill_id
        ]
        return tuple(sorted(found, key=lambda guide: (guide.source.value != "team", guide.title)))

    def search(self, text: str, vector: NDArray[np.float32], limit: int = 40) -> list[GuideHit]:
        """Return the lines nearest to a question, best first."""
        cosines = self._vectors @ vector
        scores = cosines + WORDS_GAIN * self._shared(text)
        count = min(limit, len(scores))
        if not count:
            return []
        best = np.argpartition(-scores, count - 1)[:count]
        order = best[np.argsort(-scores[best], kind="stable")]
        return [GuideHit(self.parts[r], float(scores[r]), float(cosines[r]), int(r)) for r in order]

    def score(self, row: int, text: str, vector: NDArray[np.float32]) -> float:
        """Return how near one line is to a question."""
        return float(self._vectors[row] @ vector) + WORDS_GAIN * float(self._shared(text)[row])

    def within(self, guide_id: str, text: str, vector: NDArray[np.float32]) -> list[GuideHit]:
        """Return every line of one guide, the nearest to a question first."""
        rows = np.array(self._of_guide[guide_id], dtype=np.intp)
        cosines = self._vectors[rows] @ vector
        scores = cosines + WORDS_GAIN * self._shared(text)[rows]
        order = np.argsort(-scores, kind="stable")
        return [GuideHit(self.parts[rows[n]], float(scores[n]), float(cosines[n])) for n in order]

    def _shared(self, text: str) -> NDArray[np.float64]:
        """The share of a question's rare words that each line has, shape (parts,), 0 to 1."""
        asked = (frozenset(stems(text)) - FUNCTION_WORDS) & self._rarity.keys()
        shares = np.zeros(len(self.parts))
        total = sum(self._rarity[stem] for stem in asked)
        for stem in asked:
            shares[self._rows_of[stem]] += self._rarity[stem] / total
        return shares


def _links(catalogue: Catalogue, guides: Mapping[str, Guide]) -> dict[str, tuple[GuideLink, ...]]:
    found: dict[str, list[GuideLink]] = defaultdict(list)
    for outline in catalogue.outlines:
        for link in outline.guide_links:
            if link.guide_id in guides:
                found[link.guide_id].append(link)
    return {guide_id: tuple(links) for guide_id, links in found.items()}


def _own_vectors(outline: Outline, embedder: Embedder) -> Vectors:
    stored = guide_vectors(outline)
    if stored is None:
        keys = [part.key for guide in outline.guides for part in parts_of(guide)]
        stored = VECTORS.embed(keys, embedder)
    return stored


@dataclass(frozen=True, slots=True)
class _Lines:
    """Some guides with their lines, the stems of each, and their vectors."""

    guides: tuple[Guide, ...]
    parts: tuple[GuidePart, ...]
    stems: tuple[frozenset[str], ...]
    vectors: Vectors


_SHIPPED: dict[str, _Lines] = {}
"""The library's lines by the embedder's name: every version of the documents shares them."""


def _shipped(embedder: Embedder) -> _Lines:
    if embedder.name not in _SHIPPED:
        _SHIPPED[embedder.name] = _lines(load_library(), embedder)
    return _SHIPPED[embedder.name]


def _lines(guides: tuple[Guide, ...], embedder: Embedder) -> _Lines:
    parts = tuple(part for guide in guides for part in parts_of(guide))
    if not parts:
        size = embedder.embed(["size"]).shape[1]
        return _Lines(guides, (), (), np.zeros((0, size), dtype=np.float32))
    vectors = VECTORS.embed([part.key for part in parts], embedder)
    return _Lines(guides, parts, tuple(map(_stems, parts)), vectors)


def _stems(part: GuidePart) -> frozenset[str]:
    return frozenset(stems(part.key)) - FUNCTION_WORDS


def _rarity(found: Sequence[frozenset[str]]) -> dict[str, float]:
    """Each stem's inverse document frequency: log(1 + lines / lines that have it)."""
    counts: dict[str, int] = defaultdict(int)
    for each in found:
        for stem in each:
            counts[stem] += 1
    return {stem: float(np.log1p(len(found) / count)) for stem, count in counts.items()}
