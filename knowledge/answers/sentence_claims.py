"""Splits a sentence into claims, each with its citations and the words that matter. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.retrieval.question import content_words, words_of
from knowledge.text.stems import stems

_MARKS = re.compile(r"((?:\s*\[\d{1,3}\])+)")
_CLAUSE = re.compile(
    r"[,;:()—–\n]|\s-\s|\b(?:and|or|but|while|because|so|which|that|then|plus)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"]+", re.IGNORECASE)
_DOTTED = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)+|[\w.+-]*@[\w.-]+")
_ABBREVIATIONS = frozenset(("e.g", "i.e"))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_COACHING = """
    advanced apply basics begin beginner build building call care coach come concept core cover
    deeper document ease explore exploring focus follow foundation goal good guide helps idea
    important include involve keep key later lead learning level lie list main mention move name
    next part place point practice practise prepare read second section set sit solid start step
    strong study team third topic touch turn understanding way worth
"""
"""Words of coaching, which say nothing about the subject."""

_TURNING = """
    not never no nor none neither cannot without avoid stop skip ignore disable delete remove
    bypass leak expose forbidden wrong bad worse worst useless harmful dangerous obsolete deprecated
    outdated unnecessary pointless rubbish instead unlike false hardly barely rarely except unless
    refuse quit share send post paste publish email visit click open download install run execute
    type transfer pay buy login contact message ask join approve grant
"""
"""Words that turn a statement round, or tell people to act: the source itself must hold them."""


@dataclass(frozen=True, slots=True)
class SentenceClaim:
    """A part of a sentence, and the numbers it cites."""

    text: str
    numbers: tuple[int, ...]


def claims_of(sentence: str) -> tuple[SentenceClaim, ...]:
    """Return a sentence's parts with the citations that follow each; the rest gets the last one.

    Marks before all words belong to the first stretch. Every number of the sentence is in a claim.
    """
    parts = _MARKS.split(sentence)
    groups = [tuple(map(int, _NUMBER.findall(group))) for group in parts[1::2]]
    made: list[SentenceClaim] = []
    leading: tuple[int, ...] = ()
    for stretch, numbers in zip(parts[::2], [*groups, ()], strict=True):
        if words_of(stretch):
            cited = (leading if not made else ()) + numbers
            made.append(SentenceClaim(stretch, cited or (made[-1].numbers if made else ())))
        elif made:
            made[-1] = SentenceClaim(made[-1].text, made[-1].numbers + numbers)
        else:
            leading += numbers
    return tuple(made) or (SentenceClaim("", leading),)


def telling(text: str) -> frozenset[str]:
    """Return the stems that say something about the topic, without everyday words and URLs."""
    found = (each for word in content_words(_bare(text)) for each in stems(word))
    return frozenset(found) - _stems_of(_COACHING)


def clauses(text: str) -> Iterator[frozenset[str]]:
    """Return the informative stems of each clause and each item of a list."""
    return (telling(clause) for clause in _CLAUSE.split(_bare(text)))


def turns(text: str) -> frozenset[str]:
    """Return the words that negate a text or ask for an action."""
    words = words_of(text)
    denied = {"not" for word in words if word.endswith(("n't", "n’t"))}
    return frozenset(each for word in words for each in stems(word)) & _stems_of(_TURNING) | denied


def names(text: str) -> frozenset[str]:
    """Return the stems of names: words with a capital inside the sentence or the word."""
    words = _MARKS.sub(" ", text).split()
    named = [w for w in words[:1] if any(m.isupper() for m in w[1:])]
    named += [w for w in words[1:] if any(m.isupper() for m in w)]
    return frozenset(each for word in named for each in telling(word))


def addresses(text: str) -> frozenset[str]:
    """Return every URL in a text."""
    return frozenset(found.rstrip(".,;:!?)]}'’”*_") for found in _ADDRESS.findall(text))


def dotted(text: str) -> frozenset[str]:
    """Return what a client might turn into a link or mention: ``host.name``, ``a@b``."""
    found = frozenset(each.lower().rstrip(".") for each in _DOTTED.findall(_ADDRESS.sub(" ", text)))
    return found - _ABBREVIATIONS


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a text, without citations and URLs."""
    return frozenset(_NUMBER.findall(_bare(text)))


def _bare(text: str) -> str:
    return _ADDRESS.sub(" ", _MARKS.sub(" ", text))


@cache
def _stems_of(words: str) -> frozenset[str]:
    return frozenset(stems(words))
