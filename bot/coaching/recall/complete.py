"""Complete the line: what follows its last "and" (or "vs", "or"), among endings of far lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.coaching.recall.distractors import Ground, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quoted
from knowledge.retrieval.words import FUNCTION_WORDS

_LINE = re.compile(
    r"(?P<head>[^():]+?(?:,? and| vs\.?| versus|,? or) )(?P<tail>[^():,]+)(?P<rest> \([^()]+\))?",
)
_JOINED = re.compile(r",\s*|\s(?:and|or|vs\.?|versus)\s", re.IGNORECASE)
_NOUN = re.compile(r"(?:tion|sion|ment|ing|s|ity|ness|ance|ence|age|ship|ry|ure|ware)$")
MOST_WORDS = 4
APART = 2
"""How much two endings may differ in shape; more, and grammar alone gives the right one away."""


@dataclass(frozen=True, slots=True)
class LineGap:
    """A line with a gap: what stands before it, what is missing, what follows in brackets."""

    head: str
    tail: str
    rest: str

    @property
    def shape(self) -> tuple[int, str, bool, bool]:
        """Words, the kind of the last, whether the first is a verb's form, whether it is a name."""
        first, last = self.tail.split()[0], self.tail.split()[-1]
        kind = next((end for end in ("ing", "s") if last.endswith(end)), "")
        return len(self.tail.split()), kind, first.endswith("ing"), first != first.lower()


def make(ground: Ground) -> RecallQuestion | None:
    """None where the line is not of two parts, or one gives the other away."""
    gap = _gap(ground.text)
    if gap is None or roots(gap.tail) & (roots(gap.head) | roots(gap.rest)):
        return None
    if ground.is_vague(gap.tail):
        return None
    where = ground.outline.document.title if roots(gap.tail) & roots(ground.title) else ground.title
    line = quoted(f"{gap.head}___{gap.rest}", len(ground.text) + 1)
    text = f"Complete this line from {quoted(where)}: {line}"
    return ground.question("complete", text, gap.tail, _others(ground, gap))


def _others(ground: Ground, gap: LineGap) -> Iterator[str]:
    """Endings of the same shape, the most alike first; of each word only one has it."""
    found = (_gap(one_line(skill.text)) for skill in ground.far)
    others = [(_apart(gap, other), other.tail) for other in found if other]
    taken = roots(gap.tail)
    for _, tail in sorted((o for o in others if o[0] <= APART), key=lambda other: other[0]):
        if taken.isdisjoint(roots(tail)) and not ground.is_vague(tail):
            taken |= roots(tail)
            yield tail


def _gap(line: str) -> LineGap | None:
    """The last two-part place of a line, where both parts can stand alone."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    words = found["tail"].split()
    if len(words) > MOST_WORDS or words[0].casefold() in FUNCTION_WORDS:
        return None
    if len(words) > 1 and not _stands_alone(found["head"]):
        return None
    return LineGap(found["head"], found["tail"], found["rest"] or "")


def _stands_alone(head: str) -> bool:
    """Whether what is before the gap is no mere adjective of it ("Full and incremental loads")."""
    parts = [part for part in _JOINED.split(head) if part.strip()]
    words = parts[-1].split() if parts else []
    end = next((n for n, w in enumerate(reversed(words)) if w.casefold() in FUNCTION_WORDS), None)
    told = words if end is None else words[len(words) - end :]
    return len(told) > 1 or (len(told) == 1 and bool(_NOUN.search(told[0])))


def _apart(one: LineGap, other: LineGap) -> int:
    """How far two endings differ in shape."""
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
