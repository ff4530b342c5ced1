"""Adds a chat model's aliases to the library, if each is really about its own skill."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.aliases.generate import WrittenAliases, kept_aliases
from knowledge.aliases.passages import aliases_of, with_aliases
from knowledge.library import Library
from knowledge.model import Grain, Outline, Passage
from knowledge.ports import Hit

MARGIN = 0.15
"""How much nearer another skill may be than the alias's own, as a cosine: the embedder doesn't know
every name that people use. This keeps 97% of hand-written aliases, and 3% when they are assigned to
random skills.
"""
DEPTH = 128
"""Nearest passages to check; if the alias's own skill isn't among them, the alias is dropped."""


def add_written(library: Library, kept: WrittenAliases) -> int:
    """Add the kept aliases that fit to every document; return the number of texts added.

    Raises:
        CoachError: the store fails.
    """
    return sum(
        _add(library, stored.outline, kept, stored.content_hash, stored.origin)
        for stored in library.documents()
    )


def _add(
    library: Library, outline: Outline, kept: WrittenAliases, content_hash: str, origin: str
) -> int:
    whole = with_aliases(outline, (*aliases_of(outline), *kept_aliases(outline, kept)))
    stored_ids = {passage.id for passage in outline.passages}
    fresh = [passage for passage in whole.passages if passage.id not in stored_ids]
    fitting = {passage.id for passage in _fitting(fresh, library)}
    if fitting:
        passages = tuple(p for p in whole.passages if p.id in stored_ids or p.id in fitting)
        library.add(replace(whole, passages=passages), content_hash, origin=origin)
    return len(fitting)


def _fitting(fresh: Sequence[Passage], library: Library) -> Iterator[Passage]:
    """Yield the aliases for which no other skill in the library is much nearer than their own."""
    if not fresh:
        return
    known = library.catalogue().passages
    vectors = library.embedder.embed([passage.embedded_text for passage in fresh])
    for passage, hits in zip(fresh, library.index.nearest(vectors, DEPTH), strict=True):
        if _fits(passage, hits, known):
            yield passage


def _fits(alias: Passage, hits: Sequence[Hit], known: Mapping[str, Passage]) -> bool:
    near = [(known[hit.passage_id], hit.similarity) for hit in hits if hit.passage_id in known]
    skills = [
        (passage.skill_id, similarity)
        for passage, similarity in near
        if passage.grain is Grain.SKILL
    ]
    own = max(
        (similarity for skill_id, similarity in skills if skill_id == alias.skill_id), default=-1.0
    )
    other = max(
        (similarity for skill_id, similarity in skills if skill_id != alias.skill_id), default=-1.0
    )
    return -1.0 < own >= other - MARGIN
