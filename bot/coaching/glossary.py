"""What the terms in a document's lines mean, in the coach's own glossary's words. Pure."""

from collections.abc import Iterable

from knowledge.lexicon import Lexicon, Term

MOST = 6


def meanings(lines: Iterable[str], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """(the term as a line has it, its meaning) in reading order, each term once, at most six.

    Plain single words are left out: "frameworks" needs no explaining, and may be meant otherwise.
    """
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for match in lexicon.find(line):
            words = line[match.start : match.end]
            if match.named and (len(words.split()) > 1 or _is_name(match.term)):
                found.setdefault(match.term.name, (words, match.term.meaning))
    return tuple(found.values())[:MOST]


def _is_name(term: Term) -> bool:
    """Whether it is written like the name of one thing ("Redis"), not of a kind ("cache")."""
    return term.name != term.name.lower()
