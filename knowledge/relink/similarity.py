"""Whether two bullets say the same skill in other words, or are two skills that look alike. Pure.

"Unit testing" and "Load testing" share a word and are near each other for an embedder, but each
has a word that the other lacks. A reworded bullet mostly adds or drops words on one side only, so
the words decide.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.retrieval.lexical import stems
from knowledge.retrieval.words import FUNCTION_WORDS

ALIKE = 0.875
"""Coverage from which it is the same skill (figures: docs/decisions/0011-relinking.md)."""
SUPPORT = 2
"""Words two bullets must share: "Testing" says too little to be "Load testing".

One will do where the other bullet begins with it and goes on to list: "Testing and debugging".
"""
TYPO = 5
"""A word of at least so many letters may be one slip away from itself."""

_FILLER = frozenset(
    {"appli", "approach", "best", "build", "choos", "common", "creat", "handl", "implement"}
    | {"manag", "mechan", "method", "practic", "strategi", "techniqu", "understand", "use", "work"}
    | {"write"}
)
"""Stems of words that say nothing of what a skill is about."""
_LISTING = re.compile(r"[:;,(/&–—]|\b(?:and|or)\b", re.I)
_BRITISH = re.compile(r"(?<=\w{4})is(?=(?:e[drs]?|ing|ations?)\b)", re.I)


@dataclass(frozen=True, slots=True)
class BulletWords:
    """The stems of a bullet.

    ``told`` are all but "of" and its like, ``about`` those of them that say what it is about, and
    ``head`` those of its beginning, up to the first comma, colon, bracket or "and".
    """

    told: frozenset[str]
    about: frozenset[str]
    head: frozenset[str]


@lru_cache(maxsize=8192)
def words(text: str) -> BulletWords:
    """The words of a bullet, British and American spelling alike."""
    told, head = _told(text), _told(_LISTING.split(text, maxsplit=1)[0])
    return BulletWords(told, told - _FILLER or told, head - _FILLER or head)


def coverage(old: BulletWords, new: BulletWords) -> float:
    """How much of the shorter bullet the other holds, 0 to 1; 0 where they share too little."""
    shorter, longer = (old, new) if len(old.about) <= len(new.about) else (new, old)
    few, many = shorter.about, longer.about
    typos = _typos(few - many, many - few)
    found = len(few & many) + typos
    begins = few == longer.head or found == len(many)
    if not begins and len(old.told & new.told) + typos < SUPPORT:
        return 0.0
    return found / len(few) if few else 0.0


def _told(text: str) -> frozenset[str]:
    found = frozenset(stems(_BRITISH.sub("iz", text)))
    return found - FUNCTION_WORDS or found


def _typos(few: frozenset[str], many: frozenset[str]) -> int:
    """How many words of ``few`` are a slip away from one of ``many``.

    The first letter must stand: "symmetric" is no slip for "asymmetric".
    """
    return sum(any(_slip(one, other) for other in many) for one in few if len(one) >= TYPO)


def _slip(one: str, other: str) -> bool:
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1
