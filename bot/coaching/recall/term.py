"""Which term means this: one that the line names, by the lexicon's own words for it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.coaching.recall.distractors import Ground, one_line, shown
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quoted
from knowledge.lexicon.lexicon import Lexicon, Term, TermMatch
from knowledge.model import Skill

LONGEST = 200
"""Characters of a meaning."""
ALIKE = 0.2
"""Two terms whose meanings share more than this of their words may both be right."""


def make(ground: Ground) -> RecallQuestion | None:
    """None without a lexicon, or where it gives no term of the line that can be asked for."""
    matches = [match for match in _terms(ground.skill, ground) if _askable(match.term, ground)]
    if not matches:
        return None
    asked = max(matches, key=lambda match: match.end - match.start)
    right = ground.text[asked.start : asked.end]
    text = f"Which term is this, in my glossary's words? {quoted(asked.term.meaning, LONGEST)}"
    return ground.question("term", text, shown(right), _others(ground, asked.term, right))


def _terms(skill: Skill, ground: Ground) -> Iterator[TermMatch]:
    """The terms that a line calls by their own names: an alias may mean something narrower."""
    line = one_line(skill.text)
    for match in ground.lexicon.find(line) if ground.lexicon else ():
        words = line[match.start : match.end]
        own = roots(words) == roots(match.term.name) and not _is_plain(words, ground)
        if own and (_is_telling(words) or _is_meant(match.term, skill, ground)):
            yield match


def _is_plain(words: str, ground: Ground) -> bool:
    """Whether they are everywhere in the document, or what it is about as a whole."""
    return ground.is_vague(words) or roots(words) <= roots(ground.outline.document.title)


def _is_telling(words: str) -> bool:
    """Whether no other field uses the words in another sense."""
    return len(words.split()) > 1 or words[1:] != words[1:].lower()


def _is_meant(term: Term, skill: Skill, ground: Ground) -> bool:
    """Whether the section speaks of what the term is about: Swift's protocols are no network's."""
    about = _roots_of((*term.related, term.kind)) - _roots_of(term.names)
    return not about.isdisjoint(ground.told[skill.section_id])


def _askable(term: Term, ground: Ground) -> bool:
    """Whether its meaning does not give it away, and holds of it alone."""
    names = " ".join(term.names).casefold()
    alone = ground.lexicon is not None and _told(ground.lexicon)[term.meaning] == 1
    return alone and not any(root in names for root in roots(term.meaning) if len(root) > 2)


@lru_cache(maxsize=4)
def _told(lexicon: Lexicon) -> Counter[str]:
    """How many terms each meaning is given for."""
    return Counter(term.meaning for term in lexicon.terms)


def _others(ground: Ground, asked: Term, right: str) -> Iterator[str]:
    """Terms that far lines name, the most alike in kind and form first; none of a like meaning."""
    found: dict[str, tuple[bool, bool, int, str]] = {}
    for skill in ground.far:
        line = one_line(skill.text)
        for match in _terms(skill, ground):
            words, term = line[match.start : match.end], match.term
            if not _alike(term, asked) and _is_name(term) == _is_name(asked):
                length = abs(len(words.split()) - len(right.split()))
                kind, field = term.kind != asked.kind, term.field != asked.field
                found.setdefault(term.name, (kind, field, length, words))
    yield from (shown(words) for *_, words in sorted(found.values(), key=lambda each: each[:3]))


def _is_name(term: Term) -> bool:
    """Whether it is written like the name of one thing ("Redis"), not of a kind ("cache")."""
    return term.name != term.name.lower()


def _alike(one: Term, other: Term) -> bool:
    """Whether both may be meant by either meaning."""
    mine, theirs = roots(one.meaning), roots(other.meaning)
    shared = len(mine & theirs) > ALIKE * min(len(mine), len(theirs))
    return shared or _speaks_of(one, other) or _speaks_of(other, one)


def _speaks_of(one: Term, other: Term) -> bool:
    around = _roots_of((*one.names, *one.related))
    return not around.isdisjoint(_roots_of(other.names))


def _roots_of(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(root for phrase in phrases for root in roots(phrase))


MOST_MEANINGS = 6


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
    return tuple(found.values())[:MOST_MEANINGS]
