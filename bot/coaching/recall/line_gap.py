""" "Complete this line": what follows its last "and", "vs" or "or", among other lines' endings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.coaching.recall.distractors import QuestionSource, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quote
from knowledge.text.words import FUNCTION_WORDS

_LINE = re.compile(
    r"(?P<head>[^():]+?(?:,? and| vs\.?| versus|,? or) )(?P<tail>[^():,]+)(?P<rest> \([^()]+\))?",
)
"""``Full and incremental loads (batch)``: head ``Full and ``, tail ``incremental loads``"""
_JOINED = re.compile(r",\s*|\s(?:and|or|vs\.?|versus)\s", re.IGNORECASE)
_NOUN = re.compile(r"(?:tion|sion|ment|ing|s|ity|ness|ance|ence|age|ship|ry|ure|ware)$")
MOST_WORDS = 4
MAX_DIFFERENCE = 2
"""Maximum difference in shape of two endings; beyond it, grammar gives the answer away."""


@dataclass(frozen=True, slots=True)
class LineGap:
    """A line with a gap: the text before it, the missing part, and what follows in brackets."""

    head: str
    tail: str
    rest: str

    @property
    def shape(self) -> tuple[int, str, bool, bool]:
        """Number of words, ending of the last, whether the first is a verb form, whether a name."""
        first, last = self.tail.split()[0], self.tail.split()[-1]
        kind = next((end for end in ("ing", "s") if last.endswith(end)), "")
        return len(self.tail.split()), kind, first.endswith("ing"), first != first.lower()


def make(source: QuestionSource) -> RecallQuestion | None:
    """Return a question; None if the line doesn't have two parts, or one gives the other away."""
    gap = _gap(source.text)
    if gap is None or roots(gap.tail) & (roots(gap.head) | roots(gap.rest)):
        return None
    if source.is_vague(gap.tail):
        return None
    where = source.outline.document.title if roots(gap.tail) & roots(source.title) else source.title
    line = quote(f"{gap.head}___{gap.rest}", len(source.text) + 1)
    text = f"Complete this line from {quote(where)}: {line}"
    return source.question("complete", text, gap.tail, _others(source, gap))


def _others(source: QuestionSource, gap: LineGap) -> Iterator[str]:
    """Yield other endings, the most similar in shape first, none sharing a word with another."""
    found = (_gap(one_line(skill.text)) for skill in source.far)
    others = [(_apart(gap, other), other.tail) for other in found if other]
    taken = roots(gap.tail)
    for _, tail in sorted(
        (o for o in others if o[0] <= MAX_DIFFERENCE), key=lambda other: other[0]
    ):
        if taken.isdisjoint(roots(tail)) and not source.is_vague(tail):
            taken |= roots(tail)
            yield tail


def _gap(line: str) -> LineGap | None:
    """Return the line's last gap, if both of its parts can stand alone."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    words = found["tail"].split()
    if len(words) > MOST_WORDS or words[0].casefold() in FUNCTION_WORDS:
        return None
    if len(words) > 1 and not _is_complete(found["head"]):
        return None
    return LineGap(found["head"], found["tail"], found["rest"] or "")


def _is_complete(head: str) -> bool:
    """Whether the head isn't just an adjective of the tail ("Full and incremental loads")."""
    parts = [part for part in _JOINED.split(head) if part.strip()]
    words = parts[-1].split() if parts else []
    end = next((n for n, w in enumerate(reversed(words)) if w.casefold() in FUNCTION_WORDS), None)
    ending = words if end is None else words[len(words) - end :]
    return len(ending) > 1 or (len(ending) == 1 and bool(_NOUN.search(ending[0])))


def _apart(one: LineGap, other: LineGap) -> int:
    """Return how much two endings differ in shape, 0 for not at all."""
    (words, kind, verb, name), (their_words, their_kind, their_verb, their_name) = (
        one.shape,
        other.shape,
    )
    return (
        abs(words - their_words)
        + (kind != their_kind)
        + 2 * (verb != their_verb)
        + (name != their_name)
    )
