"""One suggestion of what to learn next, with the buttons that answer it."""

from bot.coaching.suggestions.suggest import Suggestion
from bot.slack.api.blocks import Block, actions, button, paragraphs
from bot.slack.api.mrkdwn import escape, shorten

KNOW, START, LATER, NOT_FOR_ME = "know", "start", "later", "not_for_me"
"""Action ids; the value is the skill's id."""
ANSWERS = ((KNOW, "I know this"), (START, "Start"), (LATER, "Later"), (NOT_FOR_ME, "Not for me"))
LONGEST_SKILL = 200
LONGEST_REASON = 600


def suggestion_blocks(suggested: Suggestion) -> list[Block]:
    """The skill, its section and the reason; then the four answers."""
    skill = suggested.skill
    lines = [
        f"*{escape(shorten(skill.text, LONGEST_SKILL))}* · {escape(suggested.section.title)}",
        escape(shorten(suggested.reason, LONGEST_REASON)),
    ]
    return [*paragraphs("\n".join(lines)), *answer_buttons(skill.id, skill.text)]


def answer_buttons(skill_id: str, text: str) -> list[Block]:
    """The four answers to a suggested skill."""
    buttons = [
        button(action_id, words, skill_id, label=f"{words}: {text}") for action_id, words in ANSWERS
    ]
    return actions(f"suggested:{skill_id}", buttons)
