""" "Which term is this?": a term in the line, asked by the lexicon's definition."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.coaching.recall.distractors import QuestionSource, capitalize_option, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quote
from knowledge.lexicon.lexicon import Lexicon, Term, TermMatch
from knowledge.model import Skill

LONGEST = 200
"""Maximum characters of a definition."""
SHARED_WORDS = 0.2
"""If two definitions share more than this part of their words, both terms may be right."""


def make(source: QuestionSource) -> RecallQuestion | None:
    """Return a question; None without a lexicon, or if no term in the line is suitable."""
    matches = [match for match in _terms(source.skill, source) if _askable(match.term, source)]
    if not matches:
        return None
    asked = max(matches, key=lambda match: match.end - match.start)
    right = source.text[asked.start : asked.end]
    text = f"Which term is this, in my glossary's words? {quote(asked.term.meaning, LONGEST)}"
    return source.question(
        "term", text, capitalize_option(right), _others(source, asked.term, right)
    )


def _terms(skill: Skill, source: QuestionSource) -> Iterator[TermMatch]:
    """Yield the terms a line calls by their main names: an alias may mean something narrower."""
    line = one_line(skill.text)
    for match in source.lexicon.find(line) if source.lexicon else ():
        words = line[match.start : match.end]
        own = roots(words) == roots(match.term.name) and not _is_plain(words, source)
        if own and (_is_specific(words) or _is_meant(match.term, skill, source)):
            yield match


def _is_plain(words: str, source: QuestionSource) -> bool:
    """Whether the words are all over the document, or are what it is about as a whole."""
    return source.is_vague(words) or roots(words) <= roots(source.outline.document.title)


def _is_specific(words: str) -> bool:
    """Whether the words are specific: no other field uses them in another sense."""
    return len(words.split()) > 1 or words[1:] != words[1:].lower()


def _is_meant(term: Term, skill: Skill, source: QuestionSource) -> bool:
    """Whether the section is about the term's field: Swift's protocols aren't network protocols."""
    about = _roots_of((*term.related, term.kind)) - _roots_of(term.names)
    return not about.isdisjoint(source.section_roots[skill.section_id])


def _askable(term: Term, source: QuestionSource) -> bool:
    """Whether its definition doesn't give it away, and fits no other term."""
    names = " ".join(term.names).casefold()
    alone = source.lexicon is not None and _definition_counts(source.lexicon)[term.meaning] == 1
    return alone and not any(root in names for root in roots(term.meaning) if len(root) > 2)


@lru_cache(maxsize=4)
def _definition_counts(lexicon: Lexicon) -> Counter[str]:
    """Return definition -> how many terms have it."""
    return Counter(term.meaning for term in lexicon.terms)


def _others(source: QuestionSource, asked: Term, right: str) -> Iterator[str]:
    """Yield terms in other lines, the most similar kind and form first, none of similar meaning."""
    found: dict[str, tuple[bool, bool, int, str]] = {}
    for skill in source.far:
        line = one_line(skill.text)
        for match in _terms(skill, source):
            words, term = line[match.start : match.end], match.term
            if not _alike(term, asked) and _is_name(term) == _is_name(asked):
                length = abs(len(words.split()) - len(right.split()))
                kind, field = term.kind != asked.kind, term.field != asked.field
                found.setdefault(term.name, (kind, field, length, words))
    yield from (
        capitalize_option(words) for *_, words in sorted(found.values(), key=lambda each: each[:3])
    )


def _is_name(term: Term) -> bool:
    """Whether it is written like the name of one thing ("Redis"), not of a kind ("cache")."""
    return term.name != term.name.lower()


def _alike(one: Term, other: Term) -> bool:
    """Whether both terms may fit either definition."""
    mine, theirs = roots(one.meaning), roots(other.meaning)
    shared = len(mine & theirs) > SHARED_WORDS * min(len(mine), len(theirs))
    return shared or _speaks_of(one, other) or _speaks_of(other, one)


def _speaks_of(one: Term, other: Term) -> bool:
    around = _roots_of((*one.names, *one.related))
    return not around.isdisjoint(_roots_of(other.names))


def _roots_of(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(root for phrase in phrases for root in roots(phrase))


MOST_MEANINGS = 6


def find_meanings(lines: Iterable[str], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return up to six (term as written in a line, definition) pairs in reading order.

    Each term only once. Single lower-case words are left out: "frameworks" needs no explaining, and
    may mean something else.
    """
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for match in lexicon.find(line):
            words = line[match.start : match.end]
            if match.named and (len(words.split()) > 1 or _is_name(match.term)):
                found.setdefault(match.term.name, (words, match.term.meaning))
    return tuple(found.values())[:MOST_MEANINGS]
