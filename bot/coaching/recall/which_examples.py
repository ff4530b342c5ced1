""" "Which of these does … name?": a line's list in brackets or after a colon, among other lists."""

import re
from collections.abc import Iterator

from bot.coaching.recall.distractors import LONGEST_OPTION, QuestionSource, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quote

_LISTED = re.compile(r"(?P<of>[^():]+?)(?: \((?P<inside>[^()]+)\)|: (?P<after>[^():]+,[^():]+))")
"""``Cloud providers (AWS, Azure)``, ``Cloud providers: AWS, Azure``"""
_ETC = re.compile(r",?\s*(?:etc|and so on|and more)\.?$|^(?:e\.g\.|such as),?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r",? and |, ")
MIN_ITEMS = 2
"""Minimum items in a list: one alone is often just an abbreviation of what precedes it."""


def make(source: QuestionSource) -> RecallQuestion | None:
    """Return a question; None if the line has no list, or the list repeats the words before it."""
    if (found := _read(source.text)) is None:
        return None
    of, items = found
    if roots(of) & roots(items) or len(items) > LONGEST_OPTION:
        return None
    text = f"Which of these does {quote(source.outline.document.title)} name under {quote(of)}?"
    return source.question("examples", text, items, _others(source, items))


def _others(source: QuestionSource, items: str) -> Iterator[str]:
    """Yield lists that share no words with this one, those of similar length first."""
    size = len(_BETWEEN.split(items))
    read = [found[1] for s in source.far if (found := _read(one_line(s.text)))]
    apart = [
        each
        for each in read
        if roots(each).isdisjoint(roots(items)) and _are_names(each) == _are_names(items)
    ]
    yield from sorted(apart, key=lambda each: abs(len(_BETWEEN.split(each)) - size))


def _are_names(items: str) -> bool:
    """Whether most items are capitalized: names of tools stand out among plain words."""
    each: list[str] = _BETWEEN.split(items)
    return sum(item != item.lower() for item in each) > len(each) / 2


def _read(line: str) -> tuple[str, str] | None:
    """Return what the list is of, and the list; None if the line has none."""
    if (found := _LISTED.fullmatch(line)) is None:
        return None
    items = _ETC.sub("", found["inside"] or found["after"]).strip()
    return (found["of"], items) if len(_BETWEEN.split(items)) >= MIN_ITEMS else None
