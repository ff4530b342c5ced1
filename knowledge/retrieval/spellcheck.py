"""Corrects typos with the words of the documents, the lexicon and English.

A word is changed only if it is in none of the three, or if its neighbor forms a known pair with a
very similar word ("uint tests" -> "unit tests"). At equal distance, words of the documents win over
the lexicon's, and those over plain English.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text.stems import stem
from knowledge.text.words import FOREIGN_WORDS, FUNCTION_WORDS

SHORTEST = 4
"""Minimum letters; shorter words are often abbreviations and similar to too many others."""
PLAIN_FROM = 6
"""Letters a word needs before it may become a plain English word: "jira" isn't "ira"."""
TWO_ERRORS_FROM = 8
"""Letters a word needs before two typos in it are corrected."""
COMMON = 12_000
"""How many of the commonest English words may be proposed; all English words count as right."""
USUAL = 40_000
"""English words with a lower rank are kept even if another word would make a known pair."""
MAX_WORDS = 24
"""Longer texts aren't corrected: they have enough context, and this limits the time."""

# "don't": letters with an apostrophe.
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def english() -> Mapping[str, int]:
    """Return 82,834 English words with their frequency rank, 0 for the commonest."""
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = file.read_text("utf-8-sig").splitlines()
    return {line.split(" ", 1)[0]: rank for rank, line in enumerate(lines)}


class Speller:
    """Corrects words to similar ones in some texts. Immutable."""

    def __init__(self, documents: Iterable[str], lexicon: Iterable[str]) -> None:
        """Learn the words of two sets of texts; those of ``documents`` are preferred."""
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
        """Whether a lower-case word is in the documents, the lexicon or English."""
        return word in self._rank or word in FUNCTION_WORDS or word in english()

    def correct(self, text: str) -> str:
        """Return the text with likely typos corrected; changed words are in lower case.

        Foreign and long texts, and words with inner capitals, are left unchanged.
        """
        spans = list(_WORD.finditer(text))
        old = [span.group() for span in spans]
        if len(spans) > MAX_WORDS or is_foreign(old):
            return text
        new = [self._in_pair(old, i) for i in range(len(old))]
        new = [self._corrected(word) for word in new]
        new = [self._in_pair(new, i) for i in range(len(new))]
        for span, word in reversed(list(zip(spans, new, strict=True))):
            if word != span.group():
                text = text[: span.start()] + word + text[span.end() :]
        return text

    def _corrected(self, word: str) -> str:
        lower = word.lower()
        if _is_skipped(word) or self.knows(lower):
            return word
        most = 2 if len(word) >= TWO_ERRORS_FROM else 1
        lengths = range(len(word) - most, len(word) + most + 1)
        near = [
            (distance, self._priority(candidate), candidate)
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

    def _priority(self, word: str) -> tuple[int, int]:
        return self._rank.get(word, 2), english().get(word, COMMON)

    def _in_pair(self, words: list[str], i: int) -> str:
        word = words[i].lower()
        if _is_skipped(words[i]) or word in self._rank or _is_usual(word):
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
    """Return the candidates at most that many typos away: each with its distance and index."""
    return process.extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)


def is_foreign(words: Iterable[str]) -> bool:
    """Whether a text contains function words of another language."""
    return not FOREIGN_WORDS.isdisjoint(word.lower() for word in words)


def _is_skipped(word: str) -> bool:
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
