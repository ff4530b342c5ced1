"""How people put things in everyday words: "wake me when it breaks" is about alerting.

The ``*.yaml`` files hold sayings under the topic they mean, in the words a skills document would
use. They know the field, and no document: a question near a saying is about the saying's topic.
``vectors.npz`` holds their vectors for the packaged embedder (``python -m
knowledge.paraphrases.build``), so that no start has to embed them.
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
    for file in sorted(resources.files(__name__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            entries = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506
            for topic, said in entries.items():
                merged.setdefault(topic, []).extend(said)
    return sayings_of(merged)


def embed(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """Unit vectors of the texts: shipped ones where they are this embedder's, else fresh ones."""
    shipped = _shipped().get(embedder.name, {})
    missing = list(dict.fromkeys(t for t in texts if digest(t) not in shipped))
    fresh = dict(zip(missing, embedder.embed(missing), strict=True)) if missing else {}
    rows = [fresh[t] if t in fresh else _unpacked(shipped[digest(t)]) for t in texts]
    return np.stack(rows).astype(np.float32)


def digest(text: str) -> int:
    """64 bits that name a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def packed(vectors: Vectors) -> NDArray[np.int8]:
    """One byte a dimension, each row stretched to its largest value: cosines keep three digits."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    rounded: NDArray[np.int8] = np.round(vectors / largest * _SCALE).astype(np.int8)
    return rounded


def _unpacked(row: NDArray[np.int8]) -> NDArray[np.float32]:
    vector = row.astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@cache
def _shipped() -> dict[str, dict[int, NDArray[np.int8]]]:
    file = resources.files(__name__) / "vectors.npz"
    if not file.is_file():
        return {}
    with file.open("rb") as stream, np.load(stream) as stored:
        rows = dict(zip(stored["digests"].tolist(), stored["vectors"], strict=True))
        return {str(stored["embedder"]): rows}
