""" "Which of these belongs to …?": a section's line among lines of unrelated sections."""

from bot.coaching.recall.distractors import LONGEST_OPTION, QuestionSource, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quote


def make(source: QuestionSource) -> RecallQuestion | None:
    """Return a question; None if the title gives the line away, or the line is too long."""
    if len(source.text) > LONGEST_OPTION or roots(source.text) & roots(source.title):
        return None
    text = f"Which of these belongs to {quote(source.title)}?"
    wrong = (one_line(skill.text) for skill in source.far)
    return source.question("belongs", text, source.text, wrong)
