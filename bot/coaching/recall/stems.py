"""Words by their beginnings, so that forms of one word are seen to be one. Pure.

A stemmer takes "container" and "containerization" apart; here it is better to see a likeness too
many than one too few.
"""

import re
from functools import lru_cache

from knowledge.lexicon.lexicon import Lexicon
from knowledge.retrieval.words import FUNCTION_WORDS

ROOT = 5
"""Letters of a word that count."""

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_ENDING = re.compile(r"(?:ings?|ed|ers?|es|s)$")


@lru_cache(maxsize=16_384)
def roots(text: str) -> frozenset[str]:
    """The beginnings of a text's telling words, the same for most forms of a word."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_root(word) for word in words if len(word) > 1 and word not in FUNCTION_WORDS)


@lru_cache(maxsize=16_384)
def terms_around(lexicon: Lexicon, text: str) -> frozenset[str]:
    """The roots of the names of the terms in a text, and of what those are related to."""
    terms = (match.term for match in lexicon.find(text))
    words = (word for term in terms for word in (*term.names, *term.related))
    return frozenset(root for word in words for root in roots(word))


def _root(word: str) -> str:
    bare = _ENDING.sub("", word)
    bare = bare if len(bare) > 2 else word
    if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls":
        bare = bare[:-1]
    return bare[:ROOT].rstrip("eiy") if len(bare) > 3 else bare
