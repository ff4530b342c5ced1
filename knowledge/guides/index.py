"""Which lines of which guides are near to a question in meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from knowledge.guide_model import Guide, GuideLink, GuidePart, PartKind, parts_of
from knowledge.guides.attach import guide_vectors
from knowledge.guides.library import VECTORS, load_library
from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.model import Catalogue, Outline
    from knowledge.ports import Embedder, Vectors

SHARED = 0.7
"""What sharing all rare words with a line's questions weighs; the cosine weighs 1."""
ANSWERED = 0.5
"""What finding all rare words in the line's answer weighs."""
RELATED = 1.0
"""What the mean cosine of the guide's nearest lines weighs: the topic has to fit, too."""
RELATED_LINES = 3
DIMENSIONS = 160
"""Of the 40 lines nearest to a real question, 99 in 100 stay in the first cut."""
SAMPLED = 2_000
"""Vectors from which the directions are computed."""
FIRST_CUT = 50
"""Lines whose answers and guides are looked at."""


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A line of a guide, with how near it is to a question.

    ``score`` orders lines (0 to 1). ``part`` has the nearest phrasing, ``similarity`` is its
    cosine, and ``related`` is the mean cosine of the guide's nearest lines.
    """

    part: GuidePart
    score: float
    similarity: float
    related: float
    line: int = -1
    """The line's number in its index."""

    @property
    def nearness(self) -> float:
        """How sure it is that the question is about this at all, 0 to 1.

        Shared words are left out: a short remark shares all the words of some line.
        """
        return (self.similarity + self.related) / 2


class GuideIndex:
    """All guides of one catalogue: the team's own, and the field library. Immutable.

    A line is what a guide says once, with one or several phrasings that are embedded. The weights
    of its score were fitted to graded answers; docs/decisions/0015-guides.md.
    """

    def __init__(
        self, catalogue: Catalogue, embedder: Embedder, library: tuple[Guide, ...] | None = None
    ) -> None:
        own = tuple(guide for outline in catalogue.outlines for guide in outline.guides)
        shipped = _shipped(embedder) if library is None else _lines(library, embedder)
        self.guides: dict[str, Guide] = {g.id: g for g in (*own, *shipped.guides)}
        self.links: Mapping[str, tuple[GuideLink, ...]] = _links(catalogue, self.guides)
        own_parts = tuple(part for guide in own for part in parts_of(guide))
        self.parts: tuple[GuidePart, ...] = (*own_parts, *shipped.parts)
        vectors = [_own_vectors(o, embedder) for o in catalogue.outlines if o.guides]
        self._basis = shipped.basis
        self._vectors = (*(_projected(each, self._basis) for each in vectors), shipped.vectors)
        self._starts = _starts(self.parts)
        """The row of each line's first phrasing; its others follow."""
        self._rarity, self._lines_of = _inverted([*_stems_by_line(own_parts), *shipped.stems])
        self._of_guide: dict[str, list[int]] = {guide_id: [] for guide_id in self.guides}
        for line, row in enumerate(self._starts.tolist()):
            self._of_guide[self.parts[row].guide.id].append(line)

    def of_skill(self, skill_id: str) -> tuple[Guide, ...]:
        """Return the guides linked to a skill, the team's own first."""
        found = [
            self.guides[link.guide_id]
            for links in self.links.values()
            for link in links
            if link.skill_id == skill_id
        ]
        return tuple(sorted(found, key=lambda guide: (guide.source.value != "team", guide.title)))

    def nearness(self, text: str, vector: NDArray[np.float32]) -> Nearness:
        """Return how near every line is to a question; ``vector`` is the question's."""
        return Nearness(self, text, vector)

    def lines_of(self, guide_id: str) -> list[int]:
        """Return the numbers of a guide's lines; none for a guide that is gone."""
        return self._of_guide.get(guide_id, [])

    def nearest_rows(
        self, vector: NDArray[np.float32]
    ) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return each line's row that is nearest to a vector and its cosine, shape (lines,)."""
        if not len(self._starts):
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32)
        query = _projected(vector, self._basis)
        cosines = np.concatenate([each @ query for each in self._vectors])
        highest = np.maximum.reduceat(cosines, self._starts)
        sizes = np.diff(self._starts, append=len(cosines))
        at_top = np.flatnonzero(cosines == np.repeat(highest, sizes))
        lines = np.searchsorted(self._starts, at_top, side="right") - 1
        rows = np.zeros(len(self._starts), dtype=np.intp)
        rows[lines[::-1]] = at_top[::-1]
        return rows, highest

    def weights(self, text: str) -> dict[str, float]:
        """Return the known stems of a text, with weights by rarity that add up to 1."""
        asked = _stems_of(text) & self._rarity.keys()
        total = sum(self._rarity[stem] for stem in asked)
        return {stem: self._rarity[stem] / total for stem in asked}

    def shared(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """Return the weight of the stems in each line's questions, shape (lines,), 0 to 1."""
        shares = np.zeros(len(self._starts))
        for stem, weight in weights.items():
            shares[self._lines_of[stem]] += weight
        return shares


class Nearness:
    """How near the lines of an index are to one question."""

    def __init__(self, index: GuideIndex, text: str, vector: NDArray[np.float32]) -> None:
        self._index = index
        self._weights = index.weights(text)
        self._rows, self._cosines = index.nearest_rows(vector)
        self._of_guide: dict[str, float] = {}
        self._first = self._cosines + SHARED * index.shared(self._weights)

    def best(self, limit: int) -> list[GuideHit]:
        """Return the nearest lines, best first."""
        count = min(FIRST_CUT, len(self._first))
        if not count:
            return []
        nearest = np.argpartition(-self._first, count - 1)[:count]
        return _sorted(map(self.hit, nearest.tolist()))[:limit]

    def within(self, guide_id: str) -> list[GuideHit]:
        """Return every line of one guide, the nearest first."""
        return _sorted(map(self.hit, self._index.lines_of(guide_id)))

    def shares_lines(self, other: Nearness) -> bool:
        """Whether line numbers mean the same in both: no document changed in between."""
        return self._index is other._index

    def hit(self, line: int) -> GuideHit:
        """Return one line with its score."""
        part = self._index.parts[self._rows[line]]
        related = self._related(part.guide.id)
        said = _stems_of(part.text)
        answered = sum(weight for stem, weight in self._weights.items() if stem in said)
        score = float(self._first[line]) + ANSWERED * answered + RELATED * related
        score /= 1 + SHARED + ANSWERED + RELATED
        return GuideHit(part, score, float(self._cosines[line]), related, line)

    def _related(self, guide_id: str) -> float:
        """Return the mean cosine of a guide's nearest lines."""
        if guide_id not in self._of_guide:
            cosines = sorted(self._cosines[self._index.lines_of(guide_id)].tolist())
            nearest = cosines[-RELATED_LINES:]
            self._of_guide[guide_id] = sum(nearest) / len(nearest)
        return self._of_guide[guide_id]


def _sorted(hits: Iterable[GuideHit]) -> list[GuideHit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.line))


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
    """Some guides with their parts, the stems of each line, and each part's projected vector."""

    guides: tuple[Guide, ...]
    parts: tuple[GuidePart, ...]
    stems: tuple[frozenset[str], ...]
    vectors: Vectors
    basis: NDArray[np.float32] | None


_SHIPPED: dict[str, _Lines] = {}
"""The library's lines by the embedder's name: every version of the documents shares them."""


def _shipped(embedder: Embedder) -> _Lines:
    if embedder.name not in _SHIPPED:
        _SHIPPED[embedder.name] = _lines(load_library(), embedder)
        VECTORS.release()
    return _SHIPPED[embedder.name]


def _lines(guides: tuple[Guide, ...], embedder: Embedder) -> _Lines:
    parts = tuple(part for guide in guides for part in parts_of(guide))
    if not parts:
        size = embedder.embed(["size"]).shape[1]
        return _Lines(guides, (), (), np.zeros((0, size), dtype=np.float32), None)
    vectors = VECTORS.embed([part.key for part in parts], embedder)
    basis = _basis(vectors)
    return _Lines(guides, parts, _stems_by_line(parts), _projected(vectors, basis), basis)


def _basis(vectors: Vectors) -> NDArray[np.float32] | None:
    """Return the directions in which vectors differ most, shape (dimensions, DIMENSIONS).

    Cosines in them are 0.02 too low, in a third of the time and memory; None for few vectors.
    """
    if len(vectors) < SAMPLED or vectors.shape[1] <= DIMENSIONS:
        return None
    sample = vectors[:: len(vectors) // SAMPLED]
    _, directions = np.linalg.eigh(sample.T @ sample)
    found: NDArray[np.float32] = np.ascontiguousarray(directions[:, -DIMENSIONS:], dtype=np.float32)
    return found


def _projected(
    vectors: NDArray[np.float32], basis: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    return vectors if basis is None else vectors @ basis


@lru_cache(maxsize=4096)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - FUNCTION_WORDS


def _line_of(part: GuidePart) -> tuple[str, PartKind, int]:
    return part.guide.id, part.kind, part.number


def _starts(parts: Sequence[GuidePart]) -> NDArray[np.intp]:
    """Return the index of the first part of each line, shape (lines,)."""
    sizes = [sum(1 for _ in line) for _, line in groupby(parts, key=_line_of)]
    return np.cumsum([0, *sizes[:-1]], dtype=np.intp) if sizes else np.zeros(0, dtype=np.intp)


def _stems_by_line(parts: Sequence[GuidePart]) -> tuple[frozenset[str], ...]:
    """Return the stems in all phrasings of each line."""
    lines = (line for _, line in groupby(parts, key=_line_of))
    return tuple(
        frozenset(stem for part in line for stem in stems(part.key)) - FUNCTION_WORDS
        for line in lines
    )


def _inverted(lines: Sequence[frozenset[str]]) -> tuple[dict[str, float], dict[str, list[int]]]:
    """Return each stem's inverse document frequency, log(1 + lines / its lines), and its lines."""
    lines_of: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(lines):
        for stem in found:
            lines_of[stem].append(number)
    rarity = {stem: float(np.log1p(len(lines) / len(own))) for stem, own in lines_of.items()}
    return rarity, lines_of
