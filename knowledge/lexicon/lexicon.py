"""The field's vocabulary: what a term means, its other names, and related words.

The ``*.yaml`` files here are written by hand; ``lexicon.json`` is built from them
(``python -m knowledge.lexicon.build``), because parsing that much YAML would slow every start.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from knowledge.lexicon.phrases import PhraseIndex

__all__ = ["Lexicon", "Term", "TermMatch", "Translation"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field.

    ``meaning`` is one line in our own words; ``kind`` says what sort of thing it is; ``related``
    are phrases that a skills document would use for the subject. ``cues`` aren't names but phrases
    that point to it: narrower words, symptoms, everyday language ("charged twice"). ``cased`` are
    the phrases that are also ordinary words, so running text must spell them exactly like this
    ("Go", never "go").
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    meaning: str
    related: tuple[str, ...]
    field: str
    cues: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Translation:
    """A word or phrase of another language (``lang``: ISO 639-1) and its English translation."""

    word: str
    lang: str
    english: str


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term in a text, and its position (character offsets, end exclusive).

    ``named`` is False if the text only contains a cue: the subject is near, but the term's meaning
    doesn't explain the words.
    """

    term: Term
    start: int
    end: int
    named: bool = True


class Lexicon:
    """Looks up terms by any of their names, and translates foreign words."""

    def __init__(self, terms: tuple[Term, ...], translations: tuple[Translation, ...] = ()) -> None:
        self.terms = terms
        self.translations = translations
        cased = (name for term in terms for name in term.cased)
        self._phrases = PhraseIndex(_phrases(terms), cased)
        self._foreign = PhraseIndex((t.word, t) for t in translations)

    @staticmethod
    def load() -> "Lexicon":
        """Return the lexicon that ships with the coach; it is read once."""
        return _shipped()

    def lookup(self, phrase: str) -> Term | None:
        """Return the term that a whole phrase names, ignoring case, punctuation and plural."""
        sense = self._phrases.lookup(phrase)
        return sense.term if sense and sense.named else None

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms that a text names or points to, in reading order.

        The longest match wins, and none overlap.
        """
        return tuple(
            TermMatch(f.value.term, f.start, f.end, f.value.named) for f in self._phrases.find(text)
        )

    def names(self) -> tuple[str, ...]:
        """Return every name, alias and cue as written."""
        return tuple(phrase for phrase, _ in _phrases(self.terms))

    def translate(self, text: str) -> str:
        """Return the text with known foreign words in English and everything else unchanged."""
        pieces: list[str] = []
        done = 0
        for found in self._foreign.find(text):
            pieces += [text[done : found.start], found.value.english]
            done = found.end
        return "".join((*pieces, text[done:]))


@dataclass(frozen=True, slots=True)
class _Sense:
    term: Term
    named: bool


def _phrases(terms: tuple[Term, ...]) -> Iterator[tuple[str, _Sense]]:
    """Yield all names before all cues, so that no cue replaces a name."""
    for term in terms:
        yield from ((name, _Sense(term, True)) for name in term.names)
    for term in terms:
        yield from ((cue, _Sense(term, False)) for cue in term.cues)


@cache
def _shipped() -> Lexicon:
    raw = json.loads(resources.files(__package__).joinpath("lexicon.json").read_text("utf-8"))
    return Lexicon(
        terms=tuple(_term(entry) for entry in raw["terms"]),
        translations=tuple(Translation(**entry) for entry in raw["translations"]),
    )


def _term(entry: dict[str, Any]) -> Term:
    return Term(
        name=entry["term"],
        aliases=tuple(entry["aliases"]),
        kind=entry["kind"],
        meaning=entry["meaning"],
        related=tuple(entry["related"]),
        field=entry["field"],
        cues=tuple(entry["cues"]),
        cased=tuple(entry["cased"]),
    )
