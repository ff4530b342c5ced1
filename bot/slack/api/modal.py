"""Modals that show a message or a waiting note."""

from typing import Any

from bot.slack.api.blocks import Block, Message, context, paragraphs, parts
from bot.slack.api.mrkdwn import escape

TITLE = "Skill Coach"


CUT = "There's more than fits here. See the document."


def waiting_modal(question: str) -> dict[str, Any]:
    """Return the modal that is shown until the answer to ``question`` is ready."""
    return blocks_modal([*paragraphs(f"*{escape(question)}*"), *context("Looking it up…")])


def message_modal(shown: Message) -> dict[str, Any]:
    """Return a modal that shows a message."""
    return blocks_modal(list(shown.blocks))


def blocks_modal(blocks: list[Block]) -> dict[str, Any]:
    """Return a modal with one message's worth of blocks: Slack's limit for a view is 250 KB."""
    first, *rest = parts(Message(TITLE, tuple(blocks)))
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": TITLE},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [*first.blocks, *(context(CUT) if rest else [])],
    }
