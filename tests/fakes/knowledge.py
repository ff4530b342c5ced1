"""In-memory twins of the store and the embedder: real behaviour, no files, no model."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Passage
from knowledge.ports import Hit, StoredDocument, Vectors
from knowledge.store.exact_index import Exact

_WORD = re.compile(r"\w+")


class MemoryIndex:
    """A PassageIndex that lives and dies with the process. Safe to share between threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.vectors: dict[str, NDArray[np.float32]] = {}
        self._documents: dict[str, StoredDocument] = {}
        self._revision = 0

    def documents(self) -> tuple[StoredDocument, ...]:
        """All committed documents, by source."""
        with self.lock:
            stored = self._documents.values()
            return tuple(sorted(stored, key=lambda d: d.outline.document.source))

    def revision(self) -> str:
        """Counts commits and removals."""
        return str(self._revision)

    def missing(self, passage_ids: Iterable[str]) -> set[str]:
        """Those of the given ids that have no stored vector."""
        return set(passage_ids) - self.vectors.keys()

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Stores passages; the same id again replaces it."""
        with self.lock:
            for passage, vector in zip(passages, vectors, strict=True):
                self.vectors[passage.id] = vector

    def commit(self, document: StoredDocument) -> None:
        """Makes this version of the document the current one."""
        with self.lock:
            self._documents[document.outline.document.id] = document
            self._revision += 1

    def remove(self, document_id: str) -> None:
        """Takes a document out; unknown ids are no error."""
        with self.lock:
            if self._documents.pop(document_id, None):
                self._revision += 1

    def prune(self) -> int:
        """Deletes passages that no committed document names; returns how many."""
        with self.lock:
            unnamed = self.vectors.keys() - self.named()
            for passage_id in unnamed:
                del self.vectors[passage_id]
            return len(unnamed)

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        """For each unit vector the passages nearest to it, best first, at most ``limit``."""
        with self.lock:
            ids = list(self.named() & self.vectors.keys())
            if not ids:
                return [()] * len(vectors)
            exact = Exact(ids, np.stack([self.vectors[i] for i in ids]))
        return exact.nearest(vectors, limit)

    def close(self) -> None:
        """Nothing to let go of."""

    def named(self) -> set[str]:
        return {p.id for d in self._documents.values() for p in d.outline.passages}


@dataclass(frozen=True, slots=True)
class HashingEmbedder:
    """An Embedder without a model: each word adds to one direction that its hash chooses.

    Texts are near each other when they share words; nothing else is known of meaning.
    """

    dimensions: int = 256

    @property
    def name(self) -> str:
        """Tells embedders of different sizes apart."""
        return f"hashed-words-{self.dimensions}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one row a text; a text without words points to the first direction."""
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
