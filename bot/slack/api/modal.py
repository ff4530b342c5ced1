"""A modal that shows a message."""

from typing import Any

from bot.slack.api.blocks import Block, Message, context, paragraphs, parts
from bot.slack.api.mrkdwn import escape

TITLE = "Skill Coach"


CUT = "There's more than fits here. See the document."


def waiting_modal(question: str) -> dict[str, Any]:
    """What stands there until the answer does."""
    return _modal([*paragraphs(f"*{escape(question)}*"), *context("Looking it up…")])


def message_modal(shown: Message) -> dict[str, Any]:
    """Any message, in the modal."""
    return _modal(list(shown.blocks))


def _modal(blocks: list[Block]) -> dict[str, Any]:
    """One message's worth of blocks; Slack takes a view of 250 KB at most."""
    first, *rest = parts(Message(TITLE, tuple(blocks)))
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": TITLE},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [*first.blocks, *(context(CUT) if rest else [])],
    }
