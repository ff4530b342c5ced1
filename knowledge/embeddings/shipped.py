"""Vectors that ship with the coach, so that known texts need no embedding at setup or start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import Embedder, Vectors

_SCALE = 127.0


class ShippedVectors:
    """The vectors in one ``.npz`` file, by text. A missing file counts as empty."""

    def __init__(self, package: str, name: str) -> None:
        self._package, self._name = package, name

    def embed(self, texts: Sequence[str], embedder: Embedder) -> Vectors:
        """Return unit vectors, shape (texts, dimensions), embedding only the texts without one."""
        vectors = self.known(texts, embedder.name)
        missing = [text for text in dict.fromkeys(texts) if text not in vectors]
        if missing:
            vectors |= zip(missing, embedder.embed(missing), strict=True)
        return np.stack([vectors[text] for text in texts])

    def known(self, texts: Sequence[str], embedder: str) -> dict[str, NDArray[np.float32]]:
        """Return the shipped unit vectors by text, if the text has one from this embedder."""
        name, digests, rows = _load(self._package, self._name)
        if name != embedder or not texts:
            return {}
        wanted = np.array([digest(text) for text in texts], dtype=np.uint64)
        places = np.searchsorted(digests, wanted).clip(max=len(digests) - 1)
        found = np.flatnonzero(digests[places] == wanted)
        vectors = unpack_vectors(rows[places[found]])
        return {texts[place]: vector for place, vector in zip(found.tolist(), vectors, strict=True)}

    def release(self) -> None:
        """Drop the files' contents from memory; they are read again when needed."""
        _load.cache_clear()


def write_vectors(
    file: Path, texts: Iterable[str], embedder: Embedder, known: ShippedVectors | None = None
) -> None:
    """Write the vectors of the texts to a file that ``ShippedVectors`` reads.

    Only texts without a vector in ``known`` are embedded.
    """
    wanted = list(dict.fromkeys(texts))
    vectors = known.embed(wanted, embedder) if known else embedder.embed(wanted)
    np.savez_compressed(
        file,
        embedder=embedder.name,
        digests=np.array([digest(text) for text in wanted], dtype=np.uint64),
        vectors=pack_vectors(vectors),
    )


def digest(text: str) -> int:
    """Return a 64-bit hash of a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def pack_vectors(vectors: Vectors) -> NDArray[np.int8]:
    """Pack unit vectors into one byte per dimension, each row scaled to its largest value.

    Cosines stay exact to three digits.
    """
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    rounded: NDArray[np.int8] = np.round(vectors / largest * _SCALE).astype(np.int8)
    return rounded


def unpack_vectors(rows: NDArray[np.int8]) -> Vectors:
    """Return the unit vectors that ``pack_vectors`` packed, shape (rows, dimensions)."""
    vectors = rows.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


@cache
def _load(package: str, name: str) -> tuple[str, NDArray[np.uint64], NDArray[np.int8]]:
    """Return the embedder's name, the texts' digests in ascending order, and the packed vectors."""
    file = resources.files(package) / name
    if not file.is_file():
        return "", np.zeros(0, dtype=np.uint64), np.zeros((0, 0), dtype=np.int8)
    with file.open("rb") as stream, np.load(stream) as stored:
        digests, rows = stored["digests"], stored["vectors"]
        order = np.argsort(digests)
        return str(stored["embedder"]), digests[order], rows[order]
