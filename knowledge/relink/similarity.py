"""Decides whether two bullets are the same skill reworded, or two similar skills. Pure.

"Unit testing" and "Load testing" share a word and are near each other for an embedder, but each
has a word that the other lacks. Rewording mostly adds or drops words on one side only, so the
words decide.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.text.stems import stems
from knowledge.text.words import FUNCTION_WORDS

ALIKE = 0.875
"""Coverage from which two bullets are the same skill (see docs/decisions/0011-relinking.md)."""
SUPPORT = 2
"""Words that two bullets must share: "Testing" is too little to match "Load testing".

One is enough if the other bullet starts with it and continues with a list: "Testing and debugging".
"""
TYPO = 5
"""Letters a word needs before one typo in it is accepted."""

_FILLER = frozenset(
    {"appli", "approach", "best", "build", "choos", "common", "creat", "handl", "implement"}
    | {"manag", "mechan", "method", "practic", "strategi", "techniqu", "understand", "use", "work"}
    | {"write"}
)
"""Stems of words that don't say what a skill is about."""
# ": " or " and " after the first item of a list.
_LISTING = re.compile(r"[:;,(/&–—]|\b(?:and|or)\b", re.I)
# The "is" in "organising", which becomes "iz".
_BRITISH = re.compile(r"(?<=\w{4})is(?=(?:e[drs]?|ing|ations?)\b)", re.I)


@dataclass(frozen=True, slots=True)
class BulletWords:
    """The stems of a bullet.

    ``content`` has all but function words, ``about`` those that say what the bullet is about, and
    ``head`` those of its start, up to the first comma, colon, bracket or "and".
    """

    content: frozenset[str]
    about: frozenset[str]
    head: frozenset[str]


@lru_cache(maxsize=8192)
def words(text: str) -> BulletWords:
    """Return the stems of a bullet; British and American spellings give the same."""
    content, head = _content(text), _content(_LISTING.split(text, maxsplit=1)[0])
    return BulletWords(content, content - _FILLER or content, head - _FILLER or head)


def coverage(old: BulletWords, new: BulletWords) -> float:
    """Return the share of the shorter bullet's words in the longer one, 0 to 1.

    0 if they share too few words.
    """
    shorter, longer = (old, new) if len(old.about) <= len(new.about) else (new, old)
    few, many = shorter.about, longer.about
    typos = _typos(few - many, many - few)
    found = len(few & many) + typos
    begins = few == longer.head or found == len(many)
    if not begins and len(old.content & new.content) + typos < SUPPORT:
        return 0.0
    return found / len(few) if few else 0.0


def _content(text: str) -> frozenset[str]:
    found = frozenset(stems(_BRITISH.sub("iz", text)))
    return found - FUNCTION_WORDS or found


def _typos(few: frozenset[str], many: frozenset[str]) -> int:
    """Count the words of ``few`` that are one typo away from one of ``many``.

    The first letter must match: "symmetric" isn't a typo of "asymmetric".
    """
    return sum(any(_is_typo(one, other) for other in many) for one in few if len(one) >= TYPO)


def _is_typo(one: str, other: str) -> bool:
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1
