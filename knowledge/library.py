"""The one entrance to the store: documents are added, removed and read as a Catalogue here."""

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
from knowledge.relink.relink import carried, relink

BATCH = 256
"""Passages embedded and stored at a time."""

EmbedProgress = Callable[[int, int], None]
"""Called with the passages embedded so far and how many there are to embed."""


class DocumentChangeKind(StrEnum):
    """What adding a document did to the library."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The outcome of one ``add``; ``embedded`` counts the passages that were embedded for it."""

    kind: DocumentChangeKind
    embedded: int


@dataclass(frozen=True, slots=True)
class Relinked:
    """The outlines of a whole library, by document id, with their successors.

    ``links`` are the new ones alone: ids that go now, and what they become.
    """

    outlines: dict[str, Outline]
    links: dict[str, str]


class Library:
    """The documents of one store, embedded by one embedder.

    Reading is safe from any thread, also while another process commits: a catalogue is a whole
    version of the library, and the next call sees the next. Writers take turns (see ingest).
    """

    def __init__(self, index: PassageIndex, embedder: Embedder) -> None:
        self.index = index
        self.embedder = embedder
        self._lock = Lock()
        self._cached: tuple[str, Catalogue] | None = None

    def catalogue(self) -> Catalogue:
        """All committed documents; read anew only when the store changed."""
        # Asked before reading: what is committed in between shows up as one more revision.
        revision = self.index.revision()
        with self._lock:
            if self._cached is None or self._cached[0] != revision:
                outlines = tuple(stored.outline for stored in self.index.documents())
                self._cached = revision, Catalogue(outlines)
            return self._cached[1]

    def documents(self) -> tuple[StoredDocument, ...]:
        """All committed documents with their hashes and origins, by source."""
        return self.index.documents()

    def relink(self, changed: Sequence[Outline], removed: Collection[str] = ()) -> Relinked:
        """What the library is to hold once ``changed`` is added and ``removed`` (ids) is gone.

        Stores and embeds nothing. Then ``announce`` it, ``add`` the changed
        outlines as they come out of here, ``settle`` it, and remove at last: in this order no link
        is lost wherever it stops.
        """
        old = [stored.outline for stored in self.index.documents()]
        new = {outline.document.id: outline for outline in (*old, *changed)}
        kept = [outline for id_, outline in new.items() if id_ not in removed]
        links = relink(old, kept)
        made = carried(old, kept, links)
        return Relinked({outline.document.id: outline for outline in made}, links)

    def announce(self, relinked: Relinked) -> None:
        """Stores, with each document, what the skills it is about to lose become."""
        for stored in self.index.documents():
            ids = relinked.links.keys() & {skill.id for skill in stored.outline.skills}
            going = {id_: relinked.links[id_] for id_ in ids}
            successors = dict(stored.outline.successors) | going
            self._succeed(stored, tuple(sorted(successors.items())))

    def settle(self, relinked: Relinked) -> None:
        """Stores the successors of documents that did not change themselves."""
        for stored in self.index.documents():
            outline = relinked.outlines.get(stored.outline.document.id, stored.outline)
            self._succeed(stored, outline.successors)

    def add(
        self,
        outline: Outline,
        content_hash: str,
        *,
        origin: str = "",
        progress: EmbedProgress | None = None,
        vectors: Mapping[str, NDArray[np.float32]] = MappingProxyType({}),
    ) -> DocumentChange:
        """Stores a document in place of its last version, in one atomic step at the end.

        Only passages without a stored vector are embedded. Whatever interrupts this, the last
        version stays whole and found. What it left over goes with the next ``prune``. Successors
        are stored as given: ``relink`` first.
        """
        known = {stored.outline.document.id: stored for stored in self.index.documents()}
        old = known.get(outline.document.id)
        new = StoredDocument(outline, content_hash, self.embedder.name, origin)
        if old == new:
            return DocumentChange(DocumentChangeKind.UNCHANGED, 0)
        embedded = self._embed_missing(outline.passages, vectors, progress)
        self.index.commit(new)
        # Another machine's prune may have swept new passages before the commit named them.
        embedded += self._embed_missing(outline.passages, vectors, None)
        if old is None:
            return DocumentChange(DocumentChangeKind.ADDED, embedded)
        same = old.content_hash == content_hash
        return DocumentChange(
            DocumentChangeKind.UNCHANGED if same else DocumentChangeKind.UPDATED, embedded
        )

    def remove(self, document_id: str) -> None:
        """Takes a document out; unknown ids are no error."""
        self.index.remove(document_id)

    def prune(self) -> int:
        """Deletes what no document names any more; returns the number of passages."""
        return self.index.prune()

    def close(self) -> None:
        """Lets go of the store."""
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

    def _succeed(self, stored: StoredDocument, successors: tuple[tuple[str, str], ...]) -> None:
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
