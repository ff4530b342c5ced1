"""Which examples a line names: its list in brackets or after a colon, among those of far lines."""

import re
from collections.abc import Iterator

from bot.coaching.recall.distractors import LONGEST_OPTION, Ground, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quoted

_LISTED = re.compile(r"(?P<of>[^():]+?)(?: \((?P<inside>[^()]+)\)|: (?P<after>[^():]+,[^():]+))")
_ETC = re.compile(r",?\s*(?:etc|and so on|and more)\.?$|^(?:e\.g\.|such as),?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r",? and |, ")
FEWEST = 2
"""Items that make a list: one alone is often only a short form of what stands before it."""


def make(ground: Ground) -> RecallQuestion | None:
    """None where the line has no list, or its list repeats the words before it."""
    if (found := _read(ground.text)) is None:
        return None
    of, items = found
    if roots(of) & roots(items) or len(items) > LONGEST_OPTION:
        return None
    text = f"Which of these does {quoted(ground.outline.document.title)} name under {quoted(of)}?"
    return ground.question("examples", text, items, _others(ground, items))


def _others(ground: Ground, items: str) -> Iterator[str]:
    """Lists of far lines that share nothing with this one, those as long as it first."""
    size = len(_BETWEEN.split(items))
    read = [found[1] for s in ground.far if (found := _read(one_line(s.text)))]
    apart = [
        each
        for each in read
        if roots(each).isdisjoint(roots(items)) and _are_names(each) == _are_names(items)
    ]
    yield from sorted(apart, key=lambda each: abs(len(_BETWEEN.split(each)) - size))


def _are_names(items: str) -> bool:
    """Whether most items are written like names: of tools, they are told from words at a glance."""
    each: list[str] = _BETWEEN.split(items)
    return sum(item != item.lower() for item in each) > len(each) / 2


def _read(line: str) -> tuple[str, str] | None:
    """What the list is of, and the list."""
    if (found := _LISTED.fullmatch(line)) is None:
        return None
    items = _ETC.sub("", found["inside"] or found["after"]).strip()
    return (found["of"], items) if len(_BETWEEN.split(items)) >= FEWEST else None
