"""What a chat model wrote, into the library: each text only where it tells of its own skill."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.aliases.generate import WrittenAliases, written
from knowledge.aliases.passages import aliases_of, with_aliases
from knowledge.library import Library
from knowledge.model import Grain, Outline, Passage
from knowledge.ports import Hit

MARGIN = 0.15
"""How much nearer than its own skill another may stand, as a cosine: the model does not know all
that people do. Of hand-written aliases it keeps .97, of such put to any skill .03.
"""
DEPTH = 128
"""Passages looked at around a text; where its own skill is not among them, it is of another."""


def add_written(library: Library, kept: WrittenAliases) -> int:
    """Adds to every document what was kept of its skills and fits; returns the number of texts."""
    return sum(
        _add(library, stored.outline, kept, stored.content_hash, stored.origin)
        for stored in library.documents()
    )


def _add(
    library: Library, outline: Outline, kept: WrittenAliases, content_hash: str, origin: str
) -> int:
    whole = with_aliases(outline, (*aliases_of(outline), *written(outline, kept)))
    held = {passage.id for passage in outline.passages}
    fresh = [passage for passage in whole.passages if passage.id not in held]
    fitting = {passage.id for passage in _fitting(fresh, library)}
    if fitting:
        passages = tuple(p for p in whole.passages if p.id in held or p.id in fitting)
        library.add(replace(whole, passages=passages), content_hash, origin=origin)
    return len(fitting)


def _fitting(fresh: Sequence[Passage], library: Library) -> Iterator[Passage]:
    """Those of some aliases that have no other skill of the library much nearer than their own."""
    if not fresh:
        return
    known = library.catalogue().passages
    vectors = library.embedder.embed([passage.embedded_text for passage in fresh])
    for passage, hits in zip(fresh, library.index.nearest(vectors, DEPTH), strict=True):
        if _fits(passage, hits, known):
            yield passage


def _fits(alias: Passage, hits: Sequence[Hit], known: Mapping[str, Passage]) -> bool:
    near = [(known[hit.passage_id], hit.similarity) for hit in hits if hit.passage_id in known]
    skills = [(passage.skill_id, how) for passage, how in near if passage.grain is Grain.SKILL]
    own = max((how for skill_id, how in skills if skill_id == alias.skill_id), default=-1.0)
    other = max((how for skill_id, how in skills if skill_id != alias.skill_id), default=-1.0)
    return -1.0 < own >= other - MARGIN
