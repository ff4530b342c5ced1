"""Crude stems of words, so that forms of one word count as the same. Pure.

A stemmer keeps "container" and "containerization" apart; here it is better to see one similarity
too many than one too few.
"""

import re
from functools import lru_cache

from knowledge.lexicon.lexicon import Lexicon
from knowledge.text.words import FUNCTION_WORDS

ROOT = 5
"""Letters of a word that are compared."""

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_ENDING = re.compile(r"(?:ings?|ed|ers?|es|s)$")


@lru_cache(maxsize=16_384)
def roots(text: str) -> frozenset[str]:
    """Return the stems of a text's content words, the same for most forms of a word."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_root(word) for word in words if len(word) > 1 and word not in FUNCTION_WORDS)


@lru_cache(maxsize=16_384)
def term_roots(lexicon: Lexicon, text: str) -> frozenset[str]:
    """Return the roots of the terms in a text, by all their names, and of related terms."""
    terms = (match.term for match in lexicon.find(text))
    words = (word for term in terms for word in (*term.names, *term.related))
    return frozenset(root for word in words for root in roots(word))


def _root(word: str) -> str:
    bare = _ENDING.sub("", word)
    bare = bare if len(bare) > 2 else word
    if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls":
        bare = bare[:-1]
    return bare[:ROOT].rstrip("eiy") if len(bare) > 3 else bare
