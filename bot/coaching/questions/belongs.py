"""Which of these belongs to a section: its line among lines of far sections."""

from bot.coaching.ground import LONGEST_OPTION, Ground, one_line
from bot.coaching.nudge import Question
from bot.coaching.reasons import quoted
from bot.coaching.roots import roots


def make(ground: Ground) -> Question | None:
    """None where the section's title gives the line away, or the line is too long to choose."""
    if len(ground.text) > LONGEST_OPTION or roots(ground.text) & roots(ground.title):
        return None
    text = f"Which of these belongs to {quoted(ground.title)}?"
    wrong = (one_line(skill.text) for skill in ground.far)
    return ground.question("belongs", text, ground.text, wrong)
