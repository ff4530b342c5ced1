"""The evaluation sets as values: reading them, and the rule that splits them.

Nothing here knows the matcher or its lexicon; the sets judge those from outside.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SKILLS = HERE.parents[1] / "skills"

DOCUMENTS = {
    "backend": SKILLS / "backend-skills.md",
    "data-engineering": HERE / "data-engineering-skills.md",
    "front-end": HERE / "front-end-skills.md",
    "mobile": HERE / "mobile-skills.md",
    "machine-learning": HERE / "machine-learning-skills.md",
}
"""The document that each set is about, by the set's folder name."""

WHOLE = {"mobile": "dev", "machine-learning": "test"}
"""Sets that are not halved: all their rows stand in this one split."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and every section title a fair judge accepts; none means it must be refused."""

    id: int
    question: str
    sections: tuple[str, ...]
    kind: str
    split: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a person says they learned. Any of ``skills`` is right, or, with ``all_of``, only all.

    No skills means that nothing should be logged.
    """

    phrase: str
    skills: tuple[str, ...]
    all_of: bool
    kind: str
    split: str


def questions(name: str, split: str | None = None) -> tuple[Question, ...]:
    """The questions of the set ``name``, all or those of one split (``dev`` or ``test``)."""
    found = (
        Question(**{**row, "sections": tuple(row["sections"])})
        for row in _rows(HERE / name / "questions.jsonl")
    )
    return tuple(q for q in found if split in (None, q.split))


def phrases(name: str, split: str | None = None) -> tuple[Phrase, ...]:
    """The phrases of the set ``name``, all or those of one split (``dev`` or ``test``)."""
    found = (
        Phrase(**{**row, "skills": tuple(row["skills"])})
        for row in _rows(HERE / name / "phrases.jsonl")
    )
    return tuple(p for p in found if split in (None, p.split))


def splits(items: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The split of each (kind, text), in order.

    Within a kind, items go in pairs: the first one's SHA-256 decides, the second takes the other
    split. So each kind is halved, no hand chooses, and what is appended to a kind moves nothing.
    """
    given: defaultdict[str, list[str]] = defaultdict(list)
    return tuple(_next_split(given[kind], text) for kind, text in items)


def expected_splits(name: str, items: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The split that each (kind, text) of the set ``name`` must have, in order."""
    return (WHOLE[name],) * len(items) if name in WHOLE else splits(items)


def trigrams(text: str) -> frozenset[str]:
    """The letter trigrams of a text without case and punctuation, for finding near-duplicates."""
    plain = "".join(c if c.isalnum() else " " for c in text.casefold())
    padded = f" {' '.join(plain.split())} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard similarity, 0 to 1."""
    return len(a & b) / (len(a | b) or 1)


def _next_split(given: list[str], text: str) -> str:
    other = {"dev": "test", "test": "dev"}
    split = other[given[-1]] if len(given) % 2 else _by_hash(text)
    given.append(split)
    return split


def _by_hash(text: str) -> str:
    return "test" if hashlib.sha256(text.encode()).digest()[0] % 2 else "dev"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    lines: Sequence[str] = path.read_text(encoding="utf-8").splitlines()
    return (json.loads(line) for line in lines)
