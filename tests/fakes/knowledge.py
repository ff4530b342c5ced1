"""In-memory fakes of the index and the embedder: real behavior, without files or a model."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Passage
from knowledge.ports import Hit, StoredDocument, Vectors
from knowledge.store.exact_index import ExactIndex

_WORD = re.compile(r"\w+")


class MemoryIndex:
    """Implements ``PassageIndex`` in memory. Safe to share between threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.vectors: dict[str, NDArray[np.float32]] = {}
        self._documents: dict[str, StoredDocument] = {}
        self._revision = 0

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return all committed documents, by source."""
        with self.lock:
            stored = self._documents.values()
            return tuple(sorted(stored, key=lambda d: d.outline.document.source))

    def revision(self) -> str:
        """Return how many commits and removals there were."""
        return str(self._revision)

    def missing(self, passage_ids: Iterable[str]) -> set[str]:
        """Return those of the ids that have no stored vector."""
        return set(passage_ids) - self.vectors.keys()

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store passages, replacing those with the same id."""
        with self.lock:
            for passage, vector in zip(passages, vectors, strict=True):
                self.vectors[passage.id] = vector

    def commit(self, document: StoredDocument) -> None:
        """Make this version of the document the current one."""
        with self.lock:
            self._documents[document.outline.document.id] = document
            self._revision += 1

    def remove(self, document_id: str) -> None:
        """Remove a document; unknown ids are not an error."""
        with self.lock:
            if self._documents.pop(document_id, None):
                self._revision += 1

    def prune(self) -> int:
        """Delete passages in no committed document; return how many."""
        with self.lock:
            unnamed = self.vectors.keys() - self.named()
            for passage_id in unnamed:
                del self.vectors[passage_id]
            return len(unnamed)

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        """Return at most ``limit`` nearest passages for each unit vector, best first."""
        with self.lock:
            ids = list(self.named() & self.vectors.keys())
            if not ids:
                return [()] * len(vectors)
            exact = ExactIndex(ids, np.stack([self.vectors[i] for i in ids]))
        return exact.nearest(vectors, limit)

    def close(self) -> None:
        """Do nothing."""

    def named(self) -> set[str]:
        return {p.id for d in self._documents.values() for p in d.outline.passages}


@dataclass(frozen=True, slots=True)
class HashingEmbedder:
    """An ``Embedder`` without a model: each word adds to one dimension chosen by its hash.

    Texts are similar if they share words; it knows nothing about meaning.
    """

    dimensions: int = 256

    @property
    def name(self) -> str:
        """The name, which differs by size."""
        return f"hashed-words-{self.dimensions}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row per text; a text without words gets the first dimension."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in _WORD.findall(text.lower()):
                row[self.direction(word)] += 1
            row[0] += not row.any()
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def direction(self, word: str) -> int:
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.dimensions
