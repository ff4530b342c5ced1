"""A foreign text put into English word by word, for an embedder that only knows English.

No translation to read: "Wie frage ich nach der Standortberechtigung?" becomes "how ask I to the
location rights?", which is near to what is meant where the original is near to nothing. The words
are in ``foreign_words.txt``; phrases and the field's own nouns are the lexicon's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

from knowledge.retrieval.spellcheck import english

LANGUAGES = ("de", "fr", "es", "pt", "it", "nl")
"""The columns of the table after the English word."""
COMPOUNDING = ("de", "nl")
ENGLISH = 30_000
"""The rank in frequency up to which a word is an English one."""
FOREIGN_SHARE = 0.25
"""A text is foreign when at least this share of its words is known, and is no English;"""
KNOWN_SHARE = 0.6
"""or when one is, and this share is known, as English or not ("comment marchent les files ?")."""
SHORTEST_TELLING = 3
"""Letters of a word that tells a language: "AI" and "DI" are no Italian."""
SHORTEST_PART = 4
"""Letters of each part of a compound."""
SHORTEST_STEM = 5
"""Letters that must be left when an unknown ending is taken off."""
LONGEST = 60
"""Words of a text that are looked at; a longer one is left alone."""

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_LINKS = ("", "s", "es", "n", "en")
"""What joins the parts of a compound: "Arbeit-s-speicher"."""

_Words = Mapping[str, str]


@cache
def tables() -> dict[str, _Words]:
    """Language -> folded word -> English word; read once."""
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
    """Lower case without accents: people leave both out."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def in_english(text: str, is_name: Callable[[str], bool]) -> str:
    """The text with each word we know put into English; the text itself where it is no foreign one.

    Pure; never raises. One language a text: the one that knows most of its words. What ``is_name``
    says of a word is left: "Vite" is no French, and "Zustand" may be a library.
    """
    written = _WORD.findall(text)
    words = [fold(word) for word in written if not is_name(word)]
    if not words or len(written) > LONGEST:
        return text
    counts = {language: _known(words, language) for language in LANGUAGES}
    language = max(LANGUAGES, key=lambda name: counts[name])
    telling, known = counts[language]
    if not telling or (telling < FOREIGN_SHARE * len(words) and known < KNOWN_SHARE * len(words)):
        return text
    return _WORD.sub(lambda found: _put(found.group(), language, is_name), text)


def _put(word: str, language: str, is_name: Callable[[str], bool]) -> str:
    return word if is_name(word) else _meaning(fold(word), language) or word


def _known(words: Sequence[str], language: str) -> tuple[int, int]:
    """How many words tell this language, being no English ones, and how many it has at all."""
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
    """A compound's two parts in English, the longest first part that works."""
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        rest = table.get(word[end:])
        for link in _LINKS if rest else ():
            first = word[:end].removesuffix(link)
            if len(first) >= SHORTEST_PART and first in table:
                return f"{table[first]} {rest}"
    return None
