"""Finds known phrases in running text, in linear time. Pure.

A phrase's key is its words, case-folded, without accents or punctuation: "Node.js" -> "node js".
Joined spellings ("nodejs") and simple English plurals of the last word match, too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

LONGEST = 5
"""Maximum words of a phrase that is found in running text."""

# "Node", "C++" or ".net"; letters may be followed by combining accents.
_WORD = re.compile(r"(?<!\w)\.net\b|(?:[^\W_][\u0300-\u036f]*)+(?:\+\+|#)?", re.IGNORECASE)
# ". " or '!" ' between two words.
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]]*\s|\n")
_SHORTEST_JOINED = 6
# Words that people write between or around names: never part of a joined spelling ("red is" isn't
# Redis), and never a plural ("has" isn't "HA").
_FUNCTION_TEXT = (
    "a an and are as at be by can did do does for from had has have he her his how i if in into"
    " is it its me my no not of off on or our out per she so than that the their them then there"
    " these they this those to too up us use uses was we were what when where which who why will"
    " with yes you your"
)
_FUNCTION_WORDS = frozenset(_FUNCTION_TEXT.split())

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its key and its position (character offsets, end exclusive)."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A known phrase in a text: its value and its position (offsets, end exclusive)."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    value: T
    spelling: str | None
    """The only spelling that counts in running text; None if any does."""


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in reading order."""
    return tuple(Word(_fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))


def phrase_key(phrase: str) -> str:
    """Return the key that all spellings of a phrase share: folded words, joined by spaces."""
    return " ".join(_WORD.findall(_fold(phrase)))


class PhraseIndex(Generic[T]):
    """Known phrases, each with a value. If two have the same key, the first one keeps it."""

    def __init__(self, phrases: Iterable[tuple[str, T]], cased: Iterable[str] = ()) -> None:
        """Index phrases; ``cased`` ones are also ordinary words, so their spelling must match.

        Cased phrases without a capital are found only if they are the whole text.
        """
        exact = frozenset(cased)
        self._entries: dict[str, _Entry[T]] = {}
        for phrase, value in phrases:
            entry = _Entry(value, phrase if phrase in exact else None)
            self._entries.setdefault(phrase_key(phrase), entry)
        self._add_singulars()
        self._joined: dict[str, _Entry[T]] = {}
        for key, entry in self._entries.items():
            joined = key.replace(" ", "")
            if len(joined) >= _SHORTEST_JOINED:
                self._joined.setdefault(joined, entry)

    def lookup(self, phrase: str) -> T | None:
        """Return the value of a whole phrase, ignoring case, punctuation and plural."""
        found = self._entry(tuple(phrase_key(phrase).split(" ")))
        return found.value if found else None

    def find(self, text: str) -> tuple[Found[T], ...]:
        """Return all phrases in a text in reading order; if several start together, the longest."""
        tokens = words(text)
        found: list[Found[T]] = []
        position = 0
        while position < len(tokens):
            length, entry = self._longest(text, tokens, position)
            if entry is not None:
                last = tokens[position + length - 1]
                found.append(Found(entry.value, tokens[position].start, last.end))
            position += length
        return tuple(found)

    def _add_singulars(self) -> None:
        for key, entry in tuple(self._entries.items()):
            for singular in _singulars(key):
                self._entries.setdefault(singular, entry)

    def _longest(
        self, text: str, tokens: tuple[Word, ...], position: int
    ) -> tuple[int, _Entry[T] | None]:
        """Return the longest phrase at a position and its number of words (1 if there is none)."""
        for length in range(min(LONGEST, len(tokens) - position), 0, -1):
            entry = self._entry(tuple(w.key for w in tokens[position : position + length]))
            if entry and _is_meant(entry.spelling, text, tokens, position, length):
                return length, entry
        return 1, None

    def _entry(self, keys: tuple[str, ...]) -> _Entry[T] | None:
        key = " ".join(keys)
        for form in (key, *_singulars(key)):
            if form in self._entries:
                return self._entries[form]
        if _FUNCTION_WORDS.isdisjoint(keys):
            joined = "".join(keys)
            for form in (joined, *_singulars(joined)):
                if form in self._joined:
                    return self._joined[form]
        return None


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _singulars(key: str) -> Iterator[str]:
    """Yield the possible singulars of a key, likeliest first."""
    last = key.rpartition(" ")[2]
    if len(last) < 3 or not last.endswith("s") or last.endswith("ss") or last in _FUNCTION_WORDS:
        return
    yield key[:-1]
    if last.endswith("es") and len(last) > 4:
        yield key[:-2]
    if last.endswith("ies") and len(last) > 4:
        yield key[:-3] + "y"


def _is_meant(
    spelling: str | None, text: str, tokens: tuple[Word, ...], position: int, length: int
) -> bool:
    """Whether an ordinary word is used as a name: "in Go" is, "Go on" and "to go" aren't."""
    if spelling is None or length == len(tokens):
        return True
    start, end = tokens[position].start, tokens[position + length - 1].end
    if text[start:end] not in (spelling, f"{spelling}s") or text.isupper():
        return False
    if len(spelling) == 1 or spelling.islower():
        return False
    if sum(c.isupper() for c in spelling) > 1:
        return True
    return not _starts_sentence(text, tokens, position)


def _starts_sentence(text: str, tokens: tuple[Word, ...], position: int) -> bool:
    if position == 0:
        return True
    between = text[tokens[position - 1].end : tokens[position].start]
    return _SENTENCE_END.search(between) is not None
