"""Which of these belongs to a section: its line among lines of far sections."""

from bot.coaching.recall.distractors import LONGEST_OPTION, Ground, one_line
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.stems import roots
from bot.coaching.text import quoted


def make(ground: Ground) -> RecallQuestion | None:
    """None where the section's title gives the line away, or the line is too long to choose."""
    if len(ground.text) > LONGEST_OPTION or roots(ground.text) & roots(ground.title):
        return None
    text = f"Which of these belongs to {quoted(ground.title)}?"
    wrong = (one_line(skill.text) for skill in ground.far)
    return ground.question("belongs", text, ground.text, wrong)
