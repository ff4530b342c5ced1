"""Taking one's data along, and having it deleted: what is said before and after."""

from typing import Any

from bot.slack.api.blocks import Block, Message, actions, button, context, message, paragraphs
from bot.slack.api.form import plain_text

EXPORT = "export_data"
FORGET = "forget_data"

SENT = (
    "Your data is in our direct messages: one JSON file with everything, and tables for "
    "spreadsheets."
)
COMMENT = "Everything I keep about you, as you asked."
NOTHING = "I keep nothing about you, so there is nothing to export."

ASK = (
    "*Forget everything about you?* Your log and its history, your goal and settings, your "
    "questions and my answers, and your feedback will be deleted for good. Nobody can "
    "restore them. `/coach export` gives you a copy first."
)
POSTED = (
    "Messages already in Slack stay there. To remove my answers too, delete your questions first."
)
LEFT = "Messages in Slack stay there until you delete them."
FORGOTTEN = "Done. Everything I kept about you is deleted. You can start over at any time."


def forget_question() -> Message:
    """What forgetting means, and the button that does it after asking once more."""
    buttons = [button(EXPORT, "Export first", "message"), forget_button()]
    return message(ASK, *paragraphs(ASK), *actions("forget", buttons), *context(POSTED))


def forgotten_message() -> Message:
    """Said when all is gone."""
    return message(FORGOTTEN, *paragraphs(FORGOTTEN), *context(LEFT))


def forget_button() -> Block:
    """Red, and asking once more."""
    confirm: dict[str, Any] = {
        "title": plain_text("Forget everything?"),
        "text": plain_text("Everything I keep about you will be deleted for good."),
        "confirm": plain_text("Forget me"),
        "deny": plain_text("Keep it"),
        "style": "danger",
    }
    return button(FORGET, "Forget me", "all") | {"style": "danger", "confirm": confirm}
