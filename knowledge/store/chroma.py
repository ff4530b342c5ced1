"""Implements PassageIndex with Chroma: one collection of vectors, one of documents.

A document is a head record that lists the records with the parts of its manifest. Head and parts
are written in a single upsert, which makes a commit atomic.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Passage
from knowledge.ports import Hit, StoredDocument, Vectors
from knowledge.store.chroma_client import ChromaClient, Collections
from knowledge.store.chroma_connection import ChromaFolder, ChromaServer
from knowledge.store.document_codec import pack, unpack
from knowledge.store.exact_index import ExactIndex

_UNUSED_VECTOR = [1.0]
"""Chroma requires a vector for each record, but documents are never searched by vector."""

EXACT = 200_000
"""Passages up to which all vectors are searched in memory (1.5 KB each), which misses none."""

_PARTS_PER_READ = 50
_VECTORS_PER_READ = 1000

_Heads = dict[str, str]
"""Head record id -> ids of its parts, in order, separated by spaces."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The committed documents at one point in time."""

    change_token: str | None = None
    revision: str = ""
    heads: _Heads = field(default_factory=dict)
    documents: dict[str, StoredDocument] = field(default_factory=dict)
    passage_ids: frozenset[str] = frozenset()


class ChromaIndex:
    """Passages and documents in Chroma. Every method raises CoachError if Chroma fails.

    Safe to share between threads, and readable while another process commits.
    """

    def __init__(self, place: ChromaFolder | ChromaServer, embedder: str) -> None:
        self._place = place
        self._client = ChromaClient(place, embedder)
        self._lock = RLock()
        self._snapshot: _Snapshot | None = None
        self._exact: tuple[str, ExactIndex] | None = None

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return all committed documents, sorted by source."""
        stored = self._current().documents.values()
        return tuple(sorted(stored, key=lambda d: d.outline.document.source))

    def revision(self) -> str:
        """Return a value that changes whenever the committed documents do.

        For a folder this takes microseconds.
        """
        return self._current().revision

    def missing(self, passage_ids: Iterable[str]) -> set[str]:
        """Return the given ids that have no stored vector."""
        wanted = list(dict.fromkeys(passage_ids))
        with self._client.use() as store:
            found: set[str] = set()
            for ids in _batches(wanted, store.batch):
                found.update(store.passages.get(ids=ids, include=[])["ids"])
        return set(wanted) - found

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store passages; an existing id is replaced."""
        with self._client.use() as store:
            for start in range(0, len(passages), store.batch):
                some = passages[start : start + store.batch]
                store.passages.upsert(
                    ids=[p.id for p in some],
                    embeddings=vectors[start : start + store.batch],
                    metadatas=[{"document": p.document_id, "section": p.section_id} for p in some],
                )

    def commit(self, document: StoredDocument) -> None:
        """Make this version of the document the current one, atomically."""
        parts = {_part_id(data): {"kind": "part", "data": data} for data in pack(document)}
        head = {"kind": "head", "parts": " ".join(parts)}
        records = {**parts, _head_id(document.outline.document.id): head}
        with self._writing() as store:
            store.documents.upsert(
                ids=list(records),
                embeddings=[_UNUSED_VECTOR] * len(records),
                metadatas=list(records.values()),
            )

    def remove(self, document_id: str) -> None:
        """Remove a document; unknown ids are ignored."""
        with self._writing() as store:
            store.documents.delete(ids=[_head_id(document_id)])

    def prune(self) -> int:
        """Delete the passages that no committed document uses; return how many."""
        snapshot = self._current()
        named = {part for parts in snapshot.heads.values() for part in parts.split()}
        with self._client.use() as store:
            parts = store.documents.get(where={"kind": "part"}, include=[])["ids"]
            _delete(store.documents, set(parts) - named, store.batch)
            unnamed = set(store.passages.get(include=[])["ids"]) - snapshot.passage_ids
            _delete(store.passages, unnamed, store.batch)
        return len(unnamed)

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        """Return, for each unit vector, up to ``limit`` nearest passages, best first."""
        snapshot = self._current()
        known = snapshot.passage_ids
        if limit < 1 or not known:
            return [()] * len(vectors)
        if len(known) <= EXACT:
            return self._in_memory(snapshot).nearest(vectors, limit)
        return self._client.read(
            lambda s: [_nearest(s, vector, limit, known) for vector in vectors]
        )

    def _in_memory(self, snapshot: _Snapshot) -> ExactIndex:
        """Return all vectors of one version of the store; they are read once."""
        with self._lock:
            if self._exact is None or self._exact[0] != snapshot.revision:
                read = self._client.read(lambda store: _vectors(store, snapshot.passage_ids))
                self._exact = (snapshot.revision, read)
            return self._exact[1]

    def close(self) -> None:
        """Close the folder or the connection."""
        self._client.close()

    @contextmanager
    def _writing(self) -> Iterator[Collections]:
        self._current()
        with self._client.use() as store:
            yield store
        self._place.mark()
        # Our own client knows what it wrote, so it needn't be reopened.
        self._refresh(reopen=False)

    def _current(self) -> _Snapshot:
        """Return the current documents, reading only what changed since the last call."""
        snapshot, change_token = self._snapshot, self._place.change_token()
        if (
            snapshot is not None
            and change_token is not None
            and change_token == snapshot.change_token
        ):
            return snapshot
        return self._refresh(reopen=True)

    def _refresh(self, *, reopen: bool) -> _Snapshot:
        with self._lock:
            old = self._snapshot or _Snapshot()
            with self._client.use() as store:
                # After opening, which writes, and before reading, so that later writes are seen.
                change_token = self._place.change_token()
                heads = _heads(store)
            if reopen and self._snapshot is not None and heads != old.heads:
                self._client.reopen()
            with self._client.use() as store:
                documents = _documents(store, heads, old)
            self._snapshot = _snapshot(change_token, heads, documents)
            return self._snapshot


def _snapshot(
    change_token: str | None, heads: _Heads, documents: dict[str, StoredDocument]
) -> _Snapshot:
    ids = frozenset(p.id for d in documents.values() for p in d.outline.passages)
    revision = sha256(repr(sorted(heads.items())).encode()).hexdigest()[:16]
    return _Snapshot(change_token, revision, heads, documents, ids)


def _heads(store: Collections) -> _Heads:
    found = store.documents.get(where={"kind": "head"}, include=["metadatas"])
    pairs = zip(found["ids"], found["metadatas"], strict=True)
    return {head: str(metadata["parts"]) for head, metadata in pairs}


def _documents(store: Collections, heads: _Heads, old: _Snapshot) -> dict[str, StoredDocument]:
    """Return documents by head record id. Unreadable ones are skipped until they are ingested."""
    known = {h: d for h, d in old.documents.items() if old.heads[h] == heads.get(h)}
    unread = {head: parts.split() for head, parts in heads.items() if head not in known}
    data = _data(store, [part for parts in unread.values() for part in parts])
    for head, parts in unread.items():
        document = unpack([data.get(part, "") for part in parts])
        if document is not None:
            known[head] = document
    return known


def _data(store: Collections, part_ids: list[str]) -> dict[str, str]:
    data: dict[str, str] = {}
    for ids in _batches(part_ids, _PARTS_PER_READ):
        found = store.documents.get(ids=ids, include=["metadatas"])
        data |= {i: m["data"] for i, m in zip(found["ids"], found["metadatas"], strict=True)}
    return data


def _nearest(
    store: Collections, vector: NDArray[np.float32], limit: int, known: frozenset[str]
) -> tuple[Hit, ...]:
    total = store.passages.count()
    asked = limit
    # Passages of an unfinished ingest may be among the hits: ask for more until enough are known.
    while True:
        hits = [hit for hit in _query(store, vector, asked) if hit.passage_id in known]
        if len(hits) >= limit or asked >= total:
            return tuple(hits[:limit])
        asked = min(asked * 4, total)


def _query(store: Collections, vector: NDArray[np.float32], limit: int) -> list[Hit]:
    found = store.passages.query(query_embeddings=[vector], n_results=limit, include=["distances"])
    pairs = zip(found["ids"][0], found["distances"][0], strict=True)
    hits = (Hit(passage_id, 1.0 - float(distance)) for passage_id, distance in pairs)
    return sorted(hits, key=lambda hit: (-hit.similarity, hit.passage_id))


def _vectors(store: Collections, known: frozenset[str]) -> ExactIndex:
    ids: list[str] = []
    vectors: list[NDArray[np.float32]] = []
    for some in _batches(sorted(known), _VECTORS_PER_READ):
        found = store.passages.get(ids=some, include=["embeddings"])
        ids += found["ids"]
        vectors.append(np.asarray(found["embeddings"], dtype=np.float32))
    return ExactIndex(ids, np.concatenate(vectors))


def _delete(collection: Any, ids: set[str], batch: int) -> None:
    for some in _batches(sorted(ids), batch):
        collection.delete(ids=some)


def _batches(ids: list[str], size: int) -> Iterator[list[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _head_id(document_id: str) -> str:
    return f"head-{document_id}"


def _part_id(data: str) -> str:
    return f"part-{sha256(data.encode()).hexdigest()[:32]}"
