"""Which lines of which guides are near to a question in meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.guide_model import Guide, GuideLink, GuidePart, parts_of
from knowledge.guides.attach import guide_vectors
from knowledge.guides.library import VECTORS, load_library
from knowledge.retrieval.lexical import stems
from knowledge.retrieval.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.model import Catalogue
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


class GuideIndex:
    """All guides of one catalogue: the team's own, and the field library. Immutable."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        own = [guide for outline in catalogue.outlines for guide in outline.guides]
        library = load_library()
        self.guides: dict[str, Guide] = {guide.id: guide for guide in (*library, *own)}
        self.links: Mapping[str, tuple[GuideLink, ...]] = _links(catalogue, self.guides)
        self.parts: tuple[GuidePart, ...] = tuple(
            part for guide in (*own, *library) for part in parts_of(guide)
        )
        self._vectors = _vectors(catalogue, library, embedder)
        self._of_guide: dict[str, list[int]] = defaultdict(list)
        for row, part in enumerate(self.parts):
            self._of_guide[part.guide.id].append(row)
        self._stems = [frozenset(stems(part.key)) - FUNCTION_WORDS for part in self.parts]
        self._rarity = _rarity(self._stems)
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for row, found in enumerate(self._stems):
            for stem in found:
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
        return [GuideHit(self.parts[r], float(scores[r]), float(cosines[r])) for r in order]

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


def _vectors(catalogue: Catalogue, library: tuple[Guide, ...], embedder: Embedder) -> Vectors:
    own = [guide_vectors(outline) for outline in catalogue.outlines if outline.guides]
    keys = [part.key for guide in library for part in parts_of(guide)]
    return np.concatenate([*own, VECTORS.embed(keys, embedder)])


def _rarity(found: list[frozenset[str]]) -> dict[str, float]:
    """Each stem's inverse document frequency: log(1 + lines / lines that have it)."""
    counts: dict[str, int] = defaultdict(int)
    for each in found:
        for stem in each:
            counts[stem] += 1
    return {stem: float(np.log1p(len(found) / count)) for stem, count in counts.items()}
