"""Shows one suggestion of what to learn next, with the buttons to answer it."""

from bot.coaching.suggestions.suggest import Suggestion
from bot.slack.api.blocks import Block, actions, button, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_not_logged import START_SKILL

KNOW, START, LATER, NOT_FOR_ME = "know", START_SKILL, "later", "not_for_me"
"""Action ids; the value is the skill's id."""
SUGGESTED_MENU = "suggested_menu"
"""Action id; the value is one of the action ids above, a colon, and the skill's id."""
MENU = ((KNOW, "I know this"), (LATER, "Later"), (NOT_FOR_ME, "Not for me"))
LONGEST_SKILL = 200
LONGEST_REASON = 600


def suggestion_blocks(suggested: Suggestion) -> list[Block]:
    """Return blocks with the skill, its section, the reason and the answer buttons."""
    skill = suggested.skill
    lines = [
        f"*{escape(shorten(skill.text, LONGEST_SKILL))}* · {escape(suggested.section.title)}",
        escape(shorten(suggested.reason, LONGEST_REASON)),
    ]
    return [*paragraphs("\n".join(lines)), *answer_buttons(skill.id, skill.text)]


def answer_buttons(skill_id: str, text: str) -> list[Block]:
    """Return the answers to a suggested skill: *Start*, and a menu with the others."""
    start = button(START, "Start", skill_id, label=f"Start: {text}")
    options = [
        {"text": {"type": "plain_text", "text": words}, "value": f"{action_id}:{skill_id}"}
        for action_id, words in MENU
    ]
    menu = {"type": "overflow", "action_id": SUGGESTED_MENU, "options": options}
    return actions(f"suggested:{skill_id}", [start, menu])
