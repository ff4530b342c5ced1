"""Finds names in a goal: of a map's roles, of the field's; typing errors forgiven. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from knowledge.lexicon.phrases import Found, PhraseIndex, phrase_key, words

SHORTEST = 6
"""Letters from which a name may be misspelt."""
ALIKE = 86
"""Letters in common, in percent of both, from which two spellings are one name."""
WORDS = 4
READ = 24
"""Words of a goal in which misspelt names are looked for."""

T = TypeVar("T")


def forms(name: str) -> tuple[str, ...]:
    """A role's name and what people say for it: the work ("data engineering"), or its subject.

    A subject of one word is left out: "data" is no role.
    """
    subject, _, who = name.rpartition(" ")
    work = {"engineer": "engineering", "developer": "development", "architect": "architecture"}
    if who not in work:
        return (name,)
    return (name, f"{subject} {work[who]}", *([subject] if " " in subject else []))


class Names(Generic[T]):
    """Names, each standing for a value."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        told = list(names)
        self._index = PhraseIndex(told)
        self._keys = {phrase_key(name): value for name, value in reversed(told)}
        self._long = [key for key in self._keys if len(key) >= SHORTEST]

    def find(self, text: str) -> tuple[Found[T], ...]:
        """The names that stand in a text; where none does, the one that a part of it is like."""
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
        # The likeness counts by the letters it covers: a whole name before a part of it.
        _, first, last, key = max(near, key=lambda each: each[0] * len(each[3]))
        return (Found(self._keys[key], first.start, last.end),)

    def lookup(self, name: str) -> T | None:
        """The value of a whole name, whatever its case and number."""
        return self._index.lookup(name)

    def _like(self, key: str) -> tuple[str, float] | None:
        if len(key) < SHORTEST:
            return None
        found = process.extractOne(key, self._long, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return (found[0], found[1]) if found else None
