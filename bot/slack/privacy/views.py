"""Messages before and after exporting or deleting a person's data."""

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
    """Return a message on what will be deleted, with a button that asks for confirmation."""
    buttons = [button(EXPORT, "Export first", "message"), forget_button()]
    return message(ASK, *paragraphs(ASK), *actions("forget", buttons), *context(POSTED))


def forgotten_message() -> Message:
    """Return the message that everything was deleted."""
    return message(FORGOTTEN, *paragraphs(FORGOTTEN), *context(LEFT))


def forget_button() -> Block:
    """Return the red button that deletes everything after a confirmation."""
    confirm: dict[str, Any] = {
        "title": plain_text("Forget everything?"),
        "text": plain_text("Everything I keep about you will be deleted for good."),
        "confirm": plain_text("Forget me"),
        "deny": plain_text("Keep it"),
        "style": "danger",
    }
    return button(FORGET, "Forget me", "all") | {"style": "danger", "confirm": confirm}
