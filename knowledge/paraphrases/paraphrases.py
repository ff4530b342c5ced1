"""Loads everyday phrases ("sayings") by topic: "wake me when it breaks" is about alerting.

The ``*.yaml`` files list sayings under their topic, which is worded as in a skills document. They
are about the field in general: a question near a saying is about the saying's topic.
``vectors.npz`` contains their vectors for the packaged embedder, and those of the lexicon's terms,
so that they needn't be embedded at start or per question. It is written by
``python -m knowledge.retrieval.paraphrase_vectors``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings.shipped import ShippedVectors

VECTORS = ShippedVectors(__package__, "vectors.npz")


@dataclass(frozen=True, slots=True)
class Sayings:
    """All topics, and their sayings in the same order; ``starts[t]`` is topic t's first saying."""

    topics: tuple[str, ...]
    sayings: tuple[str, ...]
    starts: NDArray[np.intp]


def make_sayings(topics: dict[str, list[str]]) -> Sayings:
    """Flatten a mapping from topics to their sayings (at least one each)."""
    counts = [0, *(len(phrases) for phrases in topics.values())]
    starts = np.cumsum(counts[:-1], dtype=np.intp)
    return Sayings(tuple(topics), tuple(s for phrases in topics.values() for s in phrases), starts)


@cache
def load() -> Sayings:
    """Return the sayings that ship with the coach; they are read once."""
    import yaml

    # The C loader is several times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    merged: dict[str, list[str]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            entries = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506
            for topic, phrases in entries.items():
                merged.setdefault(topic, []).extend(phrases)
    return make_sayings(merged)
