""" "Which section is this line from?": its title among titles of unrelated sections."""

from collections.abc import Iterator

from bot.coaching.recall.distractors import LONGEST_OPTION, QuestionSource, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quote


def make(source: QuestionSource) -> RecallQuestion | None:
    """Return a question; None if the line gives the title away, or either is too long."""
    long = max(len(source.text), len(source.title)) > LONGEST_OPTION
    if long or roots(source.text) & roots(source.title):
        return None
    document = quote(source.outline.document.title)
    text = f"Which section of {document} is this line from? {quote(source.text, LONGEST_OPTION)}"
    return source.question("holds", text, source.title, _titles(source))


def _titles(source: QuestionSource) -> Iterator[str]:
    """Yield titles of sections that share no word with the line."""
    far = dict.fromkeys(skill.section_id for skill in source.far)
    for section_id in far:
        if source.section_roots[section_id].isdisjoint(roots(source.text)):
            yield one_line(source.catalogue.sections[section_id].title)
