"""A document's guides made ready to be found: their vectors, and links to its skills."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings.shipped import pack_vectors, unpack_vectors
from knowledge.guide_model import Guide, GuideLink, parts_of
from knowledge.guides.library import VECTORS, concept_text, library_digest, load_library
from knowledge.guides.linker import Linker
from knowledge.model import Grain, Outline
from knowledge.ports import Embedder, Vectors

LINKER = 2
"""Raise it whenever the same document and library would be linked in another way."""
BATCH = 64
"""Texts embedded at once, between two calls of ``progress``."""

_LINKERS: dict[str, Linker] = {}
"""By the embedder's name: there are one or two in a process."""

Progress = Callable[[int, int], None]
"""Called with the texts embedded so far, and how many there are."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An outline with its guides ready, and the vectors of passages that were embedded for it."""

    outline: Outline
    vectors: dict[str, NDArray[np.float32]]


def attach_guides(
    outline: Outline,
    embedder: Embedder,
    before: Outline | None = None,
    progress: Progress | None = None,
) -> Attached:
    """Give an outline the vectors of its own guides, and the links of all guides.

    Embeds only what is new since ``before``, the document's stored version, and doesn't ship.
    """
    version = f"{LINKER} {library_digest()} {embedder.name}"
    known = before if before is not None and before.linked_with == version else None
    library, vectors = _library_links(outline, embedder, known)
    made = replace(
        outline,
        guide_vectors=_pack(_vectors(outline, embedder, before, progress)),
        guide_links=(*_own_links(outline), *library),
        linked_with=version,
    )
    return Attached(made, vectors)


def guide_vectors(outline: Outline) -> Vectors | None:
    """Return the unit vectors of the parts of a document's own guides, one row per part.

    None where another version of the coach stored them: it split guides into other parts, or wrote
    them in another way.
    """
    count = sum(len(parts_of(guide)) for guide in outline.guides)
    try:
        flat = np.frombuffer(b64decode(outline.guide_vectors, validate=True), dtype=np.int8)
    except binascii.Error:
        return None
    if not count or not flat.size or flat.size % count:
        return None
    return unpack_vectors(flat.reshape(count, -1))


def _own_links(outline: Outline) -> list[GuideLink]:
    """Links of the document's own guides: by the skill's words, else by a section's title."""
    skills = {_plain(skill.text): skill for skill in reversed(outline.skills)}
    sections = {_plain(section.title): section for section in reversed(outline.sections)}
    links = []
    for guide in outline.guides:
        for name in map(_plain, guide.belongs_to or (guide.title,)):
            if skill := skills.get(name):
                links.append(GuideLink(guide.id, skill.section_id, skill.id, 1.0))
            elif section := sections.get(name):
                links.append(GuideLink(guide.id, section.id, None, 1.0))
    return links


def _library_links(
    outline: Outline, embedder: Embedder, before: Outline | None
) -> tuple[list[GuideLink], dict[str, NDArray[np.float32]]]:
    """Links of concepts, kept for skills that ``before`` has too, and of the ideas beneath them."""
    linker = _linker(embedder)
    kept: dict[str | None, GuideLink] = {}
    linked: set[str] = set()
    if before is not None:
        kept = {link.skill_id: link for link in before.guide_links if linker.is_concept(link)}
        linked = {skill.id for skill in before.skills}
    new = [skill for skill in outline.skills if skill.id not in linked]
    passages = {p.skill_id: p for p in reversed(outline.passages) if p.grain is Grain.SKILL}
    texts = [passages[skill.id].embedded_text for skill in new]
    rows = embedder.embed(texts) if texts else np.zeros((0, 0), dtype=np.float32)
    fresh = {link.skill_id: link for link in linker.concepts(outline, new, rows)}
    concepts = [
        link
        for skill in outline.skills
        if (link := fresh.get(skill.id) or kept.get(skill.id)) is not None
    ]
    return [*concepts, *linker.ideas(outline, concepts)], dict(zip(texts, rows, strict=True))


def _linker(embedder: Embedder) -> Linker:
    if embedder.name not in _LINKERS:
        library = load_library()
        vectors = VECTORS.embed([concept_text(guide) for guide in library], embedder)
        _LINKERS[embedder.name] = Linker(library, vectors)
    return _LINKERS[embedder.name]


def _vectors(
    outline: Outline, embedder: Embedder, before: Outline | None, progress: Progress | None
) -> Vectors:
    keys = _keys(outline.guides)
    if not keys:
        return np.zeros((0, 0), dtype=np.float32)
    known = {}
    if before is not None and (stored := guide_vectors(before)) is not None:
        known = dict(zip(_keys(before.guides), stored, strict=True))
    known |= VECTORS.known([key for key in keys if key not in known], embedder.name)
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    for start in range(0, len(missing), BATCH):
        some = missing[start : start + BATCH]
        known |= dict(zip(some, embedder.embed(some), strict=True))
        if progress is not None:
            progress(start + len(some), len(missing))
    return np.stack([known[key] for key in keys])


def _keys(guides: Sequence[Guide]) -> list[str]:
    return [part.key for guide in guides for part in parts_of(guide)]


def _pack(vectors: Vectors) -> str:
    return b64encode(pack_vectors(vectors).tobytes()).decode() if vectors.size else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
