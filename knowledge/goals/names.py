"""Finds names of roles in a goal, even if they are misspelled. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from knowledge.lexicon.phrases import Found, PhraseIndex, phrase_key, words

SHORTEST = 6
"""Characters a name needs before misspellings of it are accepted."""
ALIKE = 86
"""Similarity in percent from which two spellings are the same name."""
WORDS = 4
READ = 24
"""Words of a goal that are searched for misspelled names."""

T = TypeVar("T")


def forms(name: str) -> tuple[str, ...]:
    """Return a role's name and its other forms: the work ("data engineering") and the subject.

    A subject of one word is left out: "data" isn't a role.
    """
    subject, _, who = name.rpartition(" ")
    work = {"engineer": "engineering", "developer": "development", "architect": "architecture"}
    if who not in work:
        return (name,)
    return (name, f"{subject} {work[who]}", *([subject] if " " in subject else []))


class Names(Generic[T]):
    """Finds names in texts, each with a value."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        pairs = list(names)
        self._index = PhraseIndex(pairs)
        self._keys = {phrase_key(name): value for name, value in reversed(pairs)}
        self._long = [key for key in self._keys if len(key) >= SHORTEST]

    def find(self, text: str) -> tuple[Found[T], ...]:
        """Return the names in a text; if there are none, the most similar name to a part of it."""
        if exact := self._index.find(text):
            return exact
        tokens = words(text)[:READ]
        near = [
            (found[1], tokens[start], tokens[end - 1], found[0])
            for start in range(len(tokens))
            for end in range(start + 1, min(start + WORDS, len(tokens)) + 1)
            if (found := self._like(" ".join(token.key for token in tokens[start:end])))
        ]
        if not near:
            return ()
        # Weight similarity by length, so that a whole name wins over a part of it.
        _, first, last, key = max(near, key=lambda each: each[0] * len(each[3]))
        return (Found(self._keys[key], first.start, last.end),)

    def lookup(self, name: str) -> T | None:
        """Return the value of a whole name, ignoring case and plural."""
        return self._index.lookup(name)

    def _like(self, key: str) -> tuple[str, float] | None:
        if len(key) < SHORTEST:
            return None
        found = process.extractOne(key, self._long, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return (found[0], found[1]) if found else None
