"""Generates documents and vectors: a library of any size, the same on every machine."""

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings.sentence_transformers_embedder import MINILM_NAME
from knowledge.ports import Vectors

SKILLS_A_SECTION = 4
PASSAGES_A_SECTION = SKILLS_A_SECTION + 1
"""A section is a passage of its own, in addition to its skills."""

SECTIONS_A_DOCUMENT = 200
DIMENSIONS = 384

_DEEDS = """
Designing Testing Measuring Securing Deploying Migrating Documenting Reviewing Scaling Caching
Monitoring Automating Debugging Profiling Versioning Restoring
"""
_THINGS = """
queues schemas sessions endpoints replicas indexes pipelines tokens containers webhooks backups
workers gateways transactions dashboards contracts partitions certificates clusters flags streams
limits jobs meshes buckets pools trails policies
"""
_WAYS = """
under heavy load, across regions, without downtime, with few people, for mobile clients, on a small
budget, after an incident, behind a proxy, in a shared database, at night, for many tenants, with
strict deadlines, in legacy systems, before a launch
"""


def skills() -> Iterator[str]:
    """Yield distinct skills without end, in a fixed shuffled order; later rounds are numbered."""
    ways = [" ".join(way.split()) for way in _WAYS.split(",")]
    lines = [" ".join(words) for words in product(_DEEDS.split(), _THINGS.split(), ways)]
    random.Random(7).shuffle(lines)
    number = 0
    while True:
        number += 1
        yield from (line if number == 1 else f"{line}, part {number}" for line in lines)


def write_documents(folder: Path, sections: int, a_document: int = SECTIONS_A_DOCUMENT) -> None:
    """Write Markdown documents of four skills per section, ``a_document`` sections in each."""
    folder.mkdir(parents=True, exist_ok=True)
    supply = skills()
    for number, first in enumerate(range(0, sections, a_document), 1):
        rows = range(first, min(first + a_document, sections))
        parts = [f"# Made Skills {number}", *(_section(row, supply) for row in rows)]
        (folder / f"made-{number:04}.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def _section(row: int, supply: Iterator[str]) -> str:
    lines = [next(supply) for _ in range(SKILLS_A_SECTION)]
    things = _THINGS.split()
    title = f"{things[row % len(things)].title()} {row + 1}"
    return "\n".join([f"### {title}", *(f"- {line}" for line in lines)])


class GeneratedVectors:
    """An embedder that costs next to nothing; texts that share words are close to each other.

    It uses the packaged model's name, so that a store of its vectors can be searched with the model
    too: the results then mean nothing, but take as long as real ones.
    """

    name = MINILM_NAME

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (len(texts), 384)."""
        rows = [sum(map(_word, text.lower().split()), _word("")) for text in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(-1, DIMENSIONS)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


@lru_cache(maxsize=100_000)
def _word(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(crc32(word.encode())).standard_normal(DIMENSIONS)
