"""Which section holds this line: its title among those of far sections."""

from collections.abc import Iterator

from bot.coaching.recall.distractors import LONGEST_OPTION, Ground, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quoted


def make(ground: Ground) -> RecallQuestion | None:
    """None where the line gives the title away, or either is too long."""
    long = max(len(ground.text), len(ground.title)) > LONGEST_OPTION
    if long or roots(ground.text) & roots(ground.title):
        return None
    document = quoted(ground.outline.document.title)
    text = f"Which section of {document} is this line from? {quoted(ground.text, LONGEST_OPTION)}"
    return ground.question("holds", text, ground.title, _titles(ground))


def _titles(ground: Ground) -> Iterator[str]:
    """Of sections of which no line, nor the title, shares a word with this one."""
    far = dict.fromkeys(skill.section_id for skill in ground.far)
    for section_id in far:
        if ground.told[section_id].isdisjoint(roots(ground.text)):
            yield one_line(ground.catalogue.sections[section_id].title)
