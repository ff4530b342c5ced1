"""How people put things in everyday words: "wake me when it breaks" is about alerting.

The ``*.yaml`` files hold sayings under the topic they mean, in the words a skills document would
use. They know the field, and no document: a question near a saying is about the saying's topic.
``vectors.npz`` holds their vectors for the packaged embedder, and those of what each term of the
lexicon is (written by ``python -m knowledge.retrieval.paraphrase_vectors``), so that no start and
no question has to embed them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import Embedder, Vectors

_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class Sayings:
    """All topics, and their sayings in the same order; ``starts[t]`` is where topic t's begin."""

    topics: tuple[str, ...]
    sayings: tuple[str, ...]
    starts: NDArray[np.intp]


def sayings_of(topics: dict[str, list[str]]) -> Sayings:
    """Topic -> its sayings (at least one), laid out flat."""
    counts = [0, *(len(said) for said in topics.values())]
    starts = np.cumsum(counts[:-1], dtype=np.intp)
    return Sayings(tuple(topics), tuple(s for said in topics.values() for s in said), starts)


@cache
def load() -> Sayings:
    """The sayings that ship with the coach; read once."""
    import yaml

    # The C loader is several times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    merged: dict[str, list[str]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            entries = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506
            for topic, said in entries.items():
                merged.setdefault(topic, []).extend(said)
    return sayings_of(merged)


def embed(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """Unit vectors of the texts: shipped ones where they are this embedder's, else fresh ones."""
    vectors = known(texts, embedder.name)
    missing = [text for text in dict.fromkeys(texts) if text not in vectors]
    if missing:
        vectors |= zip(missing, embedder.embed(missing), strict=True)
    return np.stack([vectors[text] for text in texts])


def known(texts: Sequence[str], embedder: str) -> dict[str, NDArray[np.float32]]:
    """The unit vectors of those of the texts that shipped ones of this embedder are there for."""
    name, digests, rows = _shipped()
    if name != embedder or not texts:
        return {}
    wanted = np.array([digest(text) for text in texts], dtype=np.uint64)
    places = np.searchsorted(digests, wanted).clip(max=len(digests) - 1)
    found = np.flatnonzero(digests[places] == wanted)
    vectors = unpacked(rows[places[found]])
    return {texts[place]: vector for place, vector in zip(found.tolist(), vectors, strict=True)}


def digest(text: str) -> int:
    """64 bits that name a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def packed(vectors: Vectors) -> NDArray[np.int8]:
    """One byte a dimension, each row stretched to its largest value: cosines keep three digits."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    rounded: NDArray[np.int8] = np.round(vectors / largest * _SCALE).astype(np.int8)
    return rounded


def unpacked(rows: NDArray[np.int8]) -> Vectors:
    """Unit vectors again."""
    vectors = rows.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


@cache
def _shipped() -> tuple[str, NDArray[np.uint64], NDArray[np.int8]]:
    """Whose vectors they are, the digests of their texts in ascending order, and the vectors."""
    file = resources.files(__package__) / "vectors.npz"
    if not file.is_file():
        return "", np.zeros(0, dtype=np.uint64), np.zeros((0, 0), dtype=np.int8)
    with file.open("rb") as stream, np.load(stream) as stored:
        digests, rows = stored["digests"], stored["vectors"]
        order = np.argsort(digests)
        return str(stored["embedder"]), digests[order], rows[order]
