"""The only way to the store: adds and removes documents, and reads them as a Catalogue."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from types import MappingProxyType, TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Catalogue, Outline, Passage
from knowledge.ports import Embedder, PassageIndex, StoredDocument, Vectors
from knowledge.relink.relink import carry_successors, relink

BATCH = 256
"""Passages embedded and stored per batch."""

EmbedProgress = Callable[[int, int], None]
"""Called with the passages embedded so far and the total to embed."""


class DocumentChangeKind(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The result of one ``add``; ``embedded`` counts the passages that were embedded for it."""

    kind: DocumentChangeKind
    embedded: int


@dataclass(frozen=True, slots=True)
class RelinkedLibrary:
    """The outlines of a whole library, by document id, with their successors.

    ``links`` are only the new ones: from ids that go away now to the ids they become.
    """

    outlines: dict[str, Outline]
    links: dict[str, str]


class Library:
    """The documents of one store, embedded by one embedder.

    Safe to read from any thread, even while another process commits: a catalogue is one complete
    version of the library, and the next call sees the next version. Writers use the ingest lock.

    All methods raise CoachError if the store fails.
    """

    def __init__(self, index: PassageIndex, embedder: Embedder) -> None:
        self.index = index
        self.embedder = embedder
        self._lock = Lock()
        self._cached: tuple[str, Catalogue] | None = None

    def catalogue(self) -> Catalogue:
        """Return all committed documents; rereads them only if the store changed."""
        # Ask before reading, so that a commit in between shows up as another revision.
        revision = self.index.revision()
        with self._lock:
            if self._cached is None or self._cached[0] != revision:
                outlines = tuple(stored.outline for stored in self.index.documents())
                self._cached = revision, Catalogue(outlines)
            return self._cached[1]

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return all committed documents with their hashes and origins, sorted by source."""
        return self.index.documents()

    def relink(self, changed: Sequence[Outline], removed: Collection[str] = ()) -> RelinkedLibrary:
        """Return the library as it will be with ``changed`` added and ``removed`` (ids) gone.

        Stores and embeds nothing. Afterwards call ``record_links``, ``add`` each changed outline as
        returned here, call ``record_successors``, and remove documents last: in this order no link
        is lost, wherever it stops.
        """
        old = [stored.outline for stored in self.index.documents()]
        new = {outline.document.id: outline for outline in (*old, *changed)}
        kept = [outline for id_, outline in new.items() if id_ not in removed]
        links = relink(old, kept)
        made = carry_successors(old, kept, links)
        return RelinkedLibrary({outline.document.id: outline for outline in made}, links)

    def record_links(self, relinked: RelinkedLibrary) -> None:
        """Store with each document what the skills it is about to lose become."""
        for stored in self.index.documents():
            ids = relinked.links.keys() & {skill.id for skill in stored.outline.skills}
            going = {id_: relinked.links[id_] for id_ in ids}
            successors = dict(stored.outline.successors) | going
            self._store_successors(stored, tuple(sorted(successors.items())))

    def record_successors(self, relinked: RelinkedLibrary) -> None:
        """Store the successors of documents that didn't change themselves."""
        for stored in self.index.documents():
            outline = relinked.outlines.get(stored.outline.document.id, stored.outline)
            self._store_successors(stored, outline.successors)

    def add(
        self,
        outline: Outline,
        content_hash: str,
        *,
        origin: str = "",
        progress: EmbedProgress | None = None,
        vectors: Mapping[str, NDArray[np.float32]] = MappingProxyType({}),
    ) -> DocumentChange:
        """Store a document in place of its last version, in one atomic step at the end.

        Only passages without a stored vector are embedded; ``vectors`` maps texts to unit vectors
        that are known already. If this is interrupted, the last version stays complete, and the
        next ``prune`` removes what was left over. Successors are stored as given: call ``relink``
        first.
        """
        known = {stored.outline.document.id: stored for stored in self.index.documents()}
        old = known.get(outline.document.id)
        new = StoredDocument(outline, content_hash, self.embedder.name, origin)
        if old == new:
            return DocumentChange(DocumentChangeKind.UNCHANGED, 0)
        embedded = self._embed_missing(outline.passages, vectors, progress)
        self.index.commit(new)
        # Another machine's prune may have deleted new passages before the commit named them.
        embedded += self._embed_missing(outline.passages, vectors, None)
        if old is None:
            return DocumentChange(DocumentChangeKind.ADDED, embedded)
        same = old.content_hash == content_hash
        return DocumentChange(
            DocumentChangeKind.UNCHANGED if same else DocumentChangeKind.UPDATED, embedded
        )

    def remove(self, document_id: str) -> None:
        """Remove a document; unknown ids are ignored."""
        self.index.remove(document_id)

    def prune(self) -> int:
        """Delete the passages that no document uses; return how many."""
        return self.index.prune()

    def close(self) -> None:
        """Close the store."""
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _store_successors(
        self, stored: StoredDocument, successors: tuple[tuple[str, str], ...]
    ) -> None:
        if successors != stored.outline.successors:
            outline = replace(stored.outline, successors=successors)
            self.index.commit(replace(stored, outline=outline))

    def _embed_missing(
        self,
        passages: Sequence[Passage],
        vectors: Mapping[str, NDArray[np.float32]],
        progress: EmbedProgress | None,
    ) -> int:
        missing = self.index.missing(passage.id for passage in passages)
        fresh = [passage for passage in passages if passage.id in missing]
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            self.index.put(batch, self._embed([p.embedded_text for p in batch], vectors))
            if progress is not None:
                progress(start + len(batch), len(fresh))
        return len(fresh)

    def _embed(self, texts: list[str], vectors: Mapping[str, NDArray[np.float32]]) -> Vectors:
        missing = [text for text in texts if text not in vectors]
        fresh = dict(zip(missing, self.embedder.embed(missing), strict=True)) if missing else {}
        return np.stack([fresh[text] if text in fresh else vectors[text] for text in texts])
