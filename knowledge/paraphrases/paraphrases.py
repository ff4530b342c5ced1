"""How people put things in everyday words: "wake me when it breaks" is about alerting.

The ``*.yaml`` files hold sayings under the topic they mean, in the words a skills document would
use. They know the field, and no document: a question near a saying is about the saying's topic.
``vectors.npz`` holds their vectors for the packaged embedder, and those of what each term of the
lexicon is (written by ``python -m knowledge.retrieval.paraphrase_vectors``), so that no start and
no question has to embed them.
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
