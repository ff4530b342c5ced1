"""Translates foreign text into English word by word, for an embedder that only knows English.

The result isn't meant for people: "Wie frage ich nach der Standortberechtigung?" becomes "how ask I
to the location rights?", which is near to the right skills, while the original is near to nothing.
The words are in ``foreign_words.txt``; phrases and technical nouns are in the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

from knowledge.retrieval.spellcheck import english

LANGUAGES = ("de", "fr", "es", "pt", "it", "nl")
"""The columns of the word table after the English one."""
COMPOUNDING = ("de", "nl")
ENGLISH = 30_000
"""The frequency rank up to which a word counts as English."""
FOREIGN_SHARE = 0.25
"""A text is foreign if at least this share of its words is in the table and isn't English, or"""
KNOWN_SHARE = 0.6
"""if one word is, and this share is in the table at all ("comment marchent les files ?")."""
SHORTEST_TELLING = 3
"""Minimum letters of a word that identifies a language: "AI" and "DI" don't mean Italian."""
SHORTEST_PART = 4
"""Minimum letters of each part of a compound."""
SHORTEST_STEM = 5
"""Minimum letters that must remain when an unknown ending is removed."""
LONGEST = 60
"""Maximum words of a text; longer ones aren't translated."""

# "größe": letters only, without digits next to them.
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_LINKS = ("", "s", "es", "n", "en")
"""Letters between the parts of a compound, as in "Arbeit-s-speicher"."""

_Words = Mapping[str, str]


@cache
def tables() -> dict[str, _Words]:
    """Return, for each language, folded words with their English word; read once."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    text = (resources.files(__package__) / "foreign_words.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            meaning, *columns = (cell.strip() for cell in line.split("|"))
            for language, column in zip(LANGUAGES, columns, strict=True):
                for word in column.split():
                    found[language].setdefault(fold(word), meaning)
                    found[language].setdefault(fold(word.translate(_SPELLED_OUT)), meaning)
    return dict(found)


def fold(word: str) -> str:
    """Return a word in lower case without accents, as people often type it."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def to_english(text: str, is_name: Callable[[str], bool]) -> str:
    """Return the text with known words in English; unchanged if it isn't foreign.

    Pure; never raises. The language is the one with the most known words. Words that ``is_name``
    accepts are kept: "Vite" isn't French, and "Zustand" may be a library.
    """
    written = _WORD.findall(text)
    words = [fold(word) for word in written if not is_name(word)]
    if not words or len(written) > LONGEST:
        return text
    counts = {language: _known(words, language) for language in LANGUAGES}
    language = max(LANGUAGES, key=lambda name: counts[name])
    foreign, known = counts[language]
    if not foreign or (foreign < FOREIGN_SHARE * len(words) and known < KNOWN_SHARE * len(words)):
        return text
    return _WORD.sub(lambda found: _translated(found.group(), language, is_name), text)


def _translated(word: str, language: str, is_name: Callable[[str], bool]) -> str:
    return word if is_name(word) else _meaning(fold(word), language) or word


def _known(words: Sequence[str], language: str) -> tuple[int, int]:
    """Return how many words are in a language but not in English, and how many are in it at all."""
    known = [word for word in words if _meaning(word, language) is not None]
    return sum(len(w) >= SHORTEST_TELLING and not _is_english(w) for w in known), len(known)


def _is_english(word: str) -> bool:
    forms = (word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"))
    return any(english().get(form, ENGLISH) < ENGLISH for form in forms)


def _meaning(word: str, language: str) -> str | None:
    table = tables()[language]
    if word in table:
        return table[word]
    if language in COMPOUNDING and (parts := _parts(word, table)):
        return parts
    stems = (word[:-cut] for cut in (1, 2) if len(word) - cut >= SHORTEST_STEM)
    return next((table[stem] for stem in stems if stem in table), None)


def _parts(word: str, table: _Words) -> str | None:
    """Return a compound's two parts in English, with the longest first part that is known."""
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        rest = table.get(word[end:])
        for link in _LINKS if rest else ():
            first = word[:end].removesuffix(link)
            if len(first) >= SHORTEST_PART and first in table:
                return f"{table[first]} {rest}"
    return None
