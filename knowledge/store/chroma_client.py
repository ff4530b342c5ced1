"""The Chroma client of one store, opened on first use, with errors that people understand."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from threading import RLock
from typing import Any, TypeVar

from knowledge.errors import CoachError
from knowledge.store.chroma_connection import ChromaFolder, ChromaServer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Collections:
    """The two collections of one embedder, and the maximum records per call."""

    passages: Any
    documents: Any
    batch: int


_VECTORS = {
    "hnsw": {
        "space": "cosine",
        # Twice Chroma's default, so that many nearly equal bullets are all found.
        "max_neighbors": 32,
        "ef_construction": 200,
        "ef_search": 256,
        # Until this many records changed, vectors are only in SQLite, which survives a crash.
        # Chroma writes its vector files in place.
        "sync_threshold": 5000,
    }
}


class ChromaClient:
    """Opens a client on first use, provides its collections, and translates its errors."""

    def __init__(self, place: ChromaFolder | ChromaServer, embedder: str) -> None:
        self.place = place
        self._suffix = _collection_suffix(embedder)
        self._lock = RLock()
        self._client: Any = None
        self._collections: Collections | None = None

    @contextmanager
    def use(self) -> Iterator[Collections]:
        """Provide the collections for one operation.

        Raises:
            CoachError: anything in Chroma fails.
        """
        with self.place.turns(self._lock), self._failures():
            yield self._open()

    def read(self, operation: Callable[[Collections], T]) -> T:
        """Return the operation's result, with one retry for a folder's client that fell behind.

        Raises:
            CoachError: anything in Chroma fails.
        """
        try:
            with self.use() as store:
                return operation(store)
        except CoachError:
            if not self.place.stale_after_changes:
                raise
        self.reopen()
        with self.use() as store:
            return operation(store)

    def reopen(self) -> None:
        """Close an embedded client, because it never sees vectors from other processes."""
        if self.place.stale_after_changes:
            self.close()

    def close(self) -> None:
        """Close the client; the next use opens a new one."""
        if self._client is None:
            return
        with self.place.turns(self._lock), self._lock:
            client, self._client, self._collections = self._client, None, None
            if client is not None:
                self.place.close_client(client)

    def _open(self) -> Collections:
        with self._lock:
            if self._client is None:
                self._client = self.place.client()
            if self._collections is None:
                self._collections = self._get_collections()
            return self._collections

    def _get_collections(self) -> Collections:
        client = self._client
        passages, documents = (
            client.get_or_create_collection(
                f"{kind}-{self._suffix}",
                embedding_function=None,
                configuration=_VECTORS,
            )
            for kind in ("passages", "documents")
        )
        return Collections(passages, documents, client.get_max_batch_size())

    @contextmanager
    def _failures(self) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        try:
            yield
        except NotFoundError as error:
            self._collections = None  # Someone reset the store: the next use recreates them.
            raise CoachError(self.place.trouble) from error
        except (ChromaError, httpx.HTTPError, OSError, ValueError, RuntimeError) as error:
            raise CoachError(self.place.trouble) from error


def _collection_suffix(embedder: str) -> str:
    """Return a suffix that separates models' vectors, in characters that Chroma allows."""
    readable = re.sub(r"[^a-zA-Z0-9]+", "-", embedder).strip("-")[:40]
    return f"{readable}-{sha256(embedder.encode()).hexdigest()[:8]}"
