"""Protocols for what the knowledge core needs from outside: embedder, index and chat model."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Outline, Passage, Turn

Vectors = NDArray[np.float32]
"""Shape (n, dimensions), each row of unit length."""


class Embedder(Protocol):
    """Turns text into unit vectors. ``name`` identifies the model: vectors of two never mix.

    ``embed`` raises CoachError if the model can't be loaded.
    """

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A committed document: its outline, the hash of the source it came from, and who embedded it.

    ``origin`` is the absolute path it was last read from, on the machine that read it. It
    distinguishes files with the same name; no id depends on it.
    """

    outline: Outline
    content_hash: str
    embedder: str
    origin: str = ""


class Hit(NamedTuple):
    """A stored passage near a vector. ``similarity`` is the cosine, -1 to 1."""

    passage_id: str
    similarity: float


class PassageIndex(Protocol):
    """Stores passages and their vectors. A document exists once ``commit`` was called for it.

    ``nearest`` doesn't see passages that no committed document uses; ``prune`` deletes them. All
    methods raise CoachError if the store fails.
    """

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return all committed documents, sorted by source."""
        ...

    def revision(self) -> str:
        """Return a value that changes whenever the committed documents do; cheap to call."""
        ...

    def missing(self, passage_ids: Iterable[str]) -> set[str]:
        """Return the given ids that have no stored vector."""
        ...

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store passages; an existing id is replaced."""
        ...

    def commit(self, document: StoredDocument) -> None:
        """Make this version of the document the current one, atomically."""
        ...

    def remove(self, document_id: str) -> None:
        """Remove a document; unknown ids are ignored."""
        ...

    def prune(self) -> int:
        """Delete the passages that no committed document uses; return how many."""
        ...

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        """Return, for each unit vector, up to ``limit`` nearest passages, best first."""
        ...

    def close(self) -> None:
        """Close files and connections; the index must not be used afterwards."""
        ...


class ChatModel(Protocol):
    """Writes text for a system prompt and a conversation, piece by piece.

    ``stream`` raises CoachError if the model fails or its reply is cut off; closing the generator
    early ends the request.
    """

    @property
    def name(self) -> str: ...

    def stream(self, system: str, turns: Sequence[Turn]) -> AsyncGenerator[str, None]: ...
