"""A modal that shows one answer: opened at once, filled when the answer is there."""

from typing import Any

from bot.slack.text import escape
from bot.slack.views.answer import body
from bot.slack.views.message import Block, Message, context, paragraphs, parts
from knowledge.model import Answer

TITLE = "Skill Coach"
CUT = "There is more than fits here: see the document."


def waiting_modal(question: str) -> dict[str, Any]:
    """What stands there until the answer does."""
    return _modal([*paragraphs(f"*{escape(question)}*"), *context("Looking it up…")])


def answer_modal(question: str, answer: Answer) -> dict[str, Any]:
    """The answer to ``question``, and how to go on from here."""
    go_on = context("To ask more, write to me in *Messages*.")
    return _modal([*paragraphs(f"*{escape(question)}*"), *body(answer), *go_on])


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
