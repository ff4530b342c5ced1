"""What the knowledge core needs from outside, as Protocols; adapters and twins fulfil them."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Outline, Passage, Turn

Vectors = NDArray[np.float32]
"""Shape (n, dimensions), each row of unit length."""


class Embedder(Protocol):
    """Turns text into unit vectors. ``name`` tells models apart: their vectors never mix."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A committed document: its outline, the hash of the source it came from, and who embedded it.

    ``origin`` is the absolute path it was last read from, on the machine that read it: it tells two
    files of one name apart, and no id depends on it.
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
    """Where passages and their vectors live. A document exists from ``commit`` on, and not before.

    Passages that no committed document names are invisible to ``nearest``; ``prune`` sweeps them.
    Methods raise CoachError when the store fails.
    """

    def documents(self) -> tuple[StoredDocument, ...]:
        """All committed documents, by source."""
        ...

    def revision(self) -> str:
        """Changes whenever the committed documents do; cheap to ask."""
        ...

    def missing(self, passage_ids: Iterable[str]) -> set[str]:
        """Those of the given ids that have no stored vector."""
        ...

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Stores passages; the same id again replaces it."""
        ...

    def commit(self, document: StoredDocument) -> None:
        """Makes this version of the document the current one, in one atomic step."""
        ...

    def remove(self, document_id: str) -> None:
        """Takes a document out; unknown ids are no error."""
        ...

    def prune(self) -> int:
        """Deletes passages that no committed document names; returns how many."""
        ...

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        """For each unit vector the passages nearest to it, best first, at most ``limit``."""
        ...

    def close(self) -> None:
        """Lets go of files and connections; the index is not used afterwards."""
        ...


class ChatModel(Protocol):
    """Writes text for a system prompt and a conversation, piece by piece.

    ``stream`` raises CoachError where the model fails or breaks off; closing the generator early
    ends the request.
    """

    @property
    def name(self) -> str: ...

    def stream(self, system: str, turns: Sequence[Turn]) -> AsyncGenerator[str, None]: ...
