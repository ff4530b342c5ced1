"""Mends typing errors against the words of the documents, of the lexicon and of English.

A word is touched only when none of the three knows it, or when its neighbour makes a known pair
with a word very like it ("uint tests" -> "unit tests"). At equal distance a document's word wins
over a lexicon's, and that over a plain English one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.retrieval.lexical import stem
from knowledge.retrieval.words import FOREIGN_WORDS, FUNCTION_WORDS

SHORTEST = 4
"""Shorter words are abbreviations as often as errors, and too near to too many others."""
PLAIN_FROM = 6
"""Letters a word needs before a plain English word is proposed for it: "jira" is not "ira"."""
TWO_ERRORS_FROM = 8
"""Letters a word needs before two errors in it are forgiven."""
COMMON = 12_000
"""How many of the commonest English words may be proposed; all of them count as right."""
USUAL = 40_000
"""English words of a lower rank are right even where a known pair would have another one."""
LONGEST_MENDED = 24
"""Texts of more words than this are left alone: they hold context enough, and time is bounded."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def english() -> Mapping[str, int]:
    """82,834 English words with their rank by frequency, 0 the commonest."""
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = file.read_text("utf-8-sig").splitlines()
    return {line.split(" ", 1)[0]: rank for rank, line in enumerate(lines)}


class Speller:
    """Knows the words of some texts and mends what is near to them. Immutable once made."""

    def __init__(self, documents: Iterable[str], lexicon: Iterable[str]) -> None:
        """``documents`` and ``lexicon`` are texts; the words of the former are preferred."""
        self._rank: dict[str, int] = {}
        self._pairs: dict[str, set[str]] = defaultdict(set)
        for rank, texts in enumerate((documents, lexicon)):
            for text in texts:
                self._learn(_words(text), rank)
        common = (w for w, place in english().items() if place < COMMON)
        proposals = dict.fromkeys((*self._rank, *common))
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in proposals:
            self._by_length[len(word)].append(word)

    def _learn(self, words: Sequence[str], rank: int) -> None:
        for word in words:
            self._rank.setdefault(word, rank)
        for first, second in pairwise(words):
            self._pairs[first].add(second)
            self._pairs[f" {second}"].add(first)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is spelled rightly as far as we can tell."""
        return word in self._rank or word in FUNCTION_WORDS or word in english()

    def mend(self, text: str) -> str:
        """The text with its likely typing errors mended, in lower case where it was touched.

        Foreign, long and all-capital words are left as they are.
        """
        spans = list(_WORD.finditer(text))
        old = [span.group() for span in spans]
        if len(spans) > LONGEST_MENDED or is_foreign(old):
            return text
        new = [self._in_pair(old, i) for i in range(len(old))]
        new = [self._mended(word) for word in new]
        new = [self._in_pair(new, i) for i in range(len(new))]
        for span, word in reversed(list(zip(spans, new, strict=True))):
            if word != span.group():
                text = text[: span.start()] + word + text[span.end() :]
        return text

    def _mended(self, word: str) -> str:
        lower = word.lower()
        if _is_left_alone(word) or self.knows(lower):
            return word
        most = 2 if len(word) >= TWO_ERRORS_FROM else 1
        lengths = range(len(word) - most, len(word) + most + 1)
        near = [
            (distance, self._standing(candidate), candidate)
            for length in lengths
            for candidate, distance, _ in _within(most, lower, self._by_length.get(length, []))
            if self._may_become(lower, candidate)
        ]
        return min(near)[2] if near else word

    def _may_become(self, word: str, candidate: str) -> bool:
        if len(word) >= PLAIN_FROM:
            return True
        swapped = sorted(word) == sorted(candidate)
        return candidate in self._rank and (len(word) > SHORTEST or swapped)

    def _standing(self, word: str) -> tuple[int, int]:
        return self._rank.get(word, 2), english().get(word, COMMON)

    def _in_pair(self, words: list[str], i: int) -> str:
        word = words[i].lower()
        if _is_left_alone(words[i]) or word in self._rank or _is_usual(word):
            return words[i]
        before = self._pairs.get(words[i - 1].lower(), set()) if i else set()
        after = self._pairs.get(f" {words[i + 1].lower()}", set()) if i + 1 < len(words) else set()
        near = [
            (distance, candidate)
            for candidate in before | after
            if len(candidate) >= SHORTEST
            and candidate[0] == word[0]
            and stem(candidate) != stem(word)
            and (distance := OSA.distance(word, candidate, score_cutoff=2)) <= 2
        ]
        return min(near)[1] if near else words[i]


def _within(most: int, word: str, candidates: list[str]) -> list[tuple[str, int, int]]:
    """The candidates at most so many errors from a word: each with its distance and place."""
    return process.extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)


def is_foreign(words: Iterable[str]) -> bool:
    """Whether a text seems not to be English: it has another language's function words."""
    return not FOREIGN_WORDS.isdisjoint(word.lower() for word in words)


def _is_left_alone(word: str) -> bool:
    return (
        len(word) < SHORTEST
        or not word.isascii()
        or not word[1:].isalpha()
        or not word[1:].islower()
    )


def _is_usual(word: str) -> bool:
    return word in FUNCTION_WORDS or english().get(word, USUAL) < USUAL


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]
