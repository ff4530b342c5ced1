"""Stems English words."""

import re
from functools import cache, lru_cache
from threading import Lock
from typing import Any

_STEMMING = Lock()
"""Guards the stemmer, which keeps the current word as state."""


# "auto" and "scaling" in "auto-scaling"; "c++" stays whole.
_PART = re.compile(r"[^\W_]+(?:\+\+|#)?")


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return the word's stem ("queues" -> "queue")."""
    with _STEMMING:
        return str(_stemmer().stemWord(word))


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order; "auto-scaling" is split into "auto" and "scale"."""
    return tuple(stem(w.lower()) for w in _PART.findall(text))
