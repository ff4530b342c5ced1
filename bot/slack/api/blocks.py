"""A message ready to send, and the blocks that every view is built from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.api.mrkdwn import FALLBACK_CHARACTERS, escape, shorten
from bot.slack.api.split import split
from knowledge.model import Document, Section

Block = dict[str, Any]

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BLOCKS_A_MESSAGE = 50
CHARACTERS_A_MESSAGE = 12_000
"""Slack allows about 13,200 characters in all blocks of a message; this leaves room for keys."""


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks, and a plain text for notifications and screen readers (never empty)."""

    text: str
    blocks: tuple[Block, ...]


def message(text: str, *blocks: Block) -> Message:
    """Return a message, its fallback text cut to a length that every Slack method accepts."""
    return Message(shorten(text, FALLBACK_CHARACTERS), blocks)


def note(text: str) -> Message:
    """Return a message of plain text, which this function escapes."""
    return message(escape(text), *paragraphs(escape(text)))


def paragraphs(mrkdwn: str) -> list[Block]:
    """Return section blocks for escaped mrkdwn of any length."""
    return [{"type": "section", "text": _inert(part)} for part in split(mrkdwn)]


def context(mrkdwn: str) -> list[Block]:
    """Return context blocks (small grey print) for escaped mrkdwn of any length."""
    return [{"type": "context", "elements": [_inert(part)]} for part in split(mrkdwn)]


def _inert(mrkdwn: str) -> Block:
    """Return a verbatim mrkdwn object, so that Slack doesn't turn "@here" into a mention."""
    return {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}


def header(text: str) -> Block:
    """Return a header block, cut to 150 characters."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(text, 150)}}


def button(action_id: str, text: str, value: str, *, label: str = "") -> Block:
    """Return a button. ``label`` is for screen readers, where the text alone isn't enough."""
    block: Block = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": shorten(text, BUTTON_TEXT)},
        "value": value[:BUTTON_VALUE],
    }
    return block | ({"accessibility_label": shorten(label, BUTTON_TEXT)} if label else {})


def actions(block_id: str, buttons: Sequence[Block]) -> list[Block]:
    """Return a row of buttons with unique action ids; no block if there are no buttons."""
    if not buttons:
        return []
    numbered = [b | {"action_id": f"{b['action_id']}:{n}"} for n, b in enumerate(buttons)]
    return [{"type": "actions", "block_id": block_id, "elements": numbered}]


def source(section: Section, document: Document) -> str:
    """Return "*section* · document" as mrkdwn; the document is a link if it has a web address."""
    title = escape(document.title)
    url = document.url or ""
    if url.startswith(("https://", "http://")) and not set(url) & set("<>| \n"):
        title = f"<{escape(url)}|{title}>"
    return f"*{escape(section.title)}* · {title}"


def parts(whole: Message) -> list[Message]:
    """Split a message that is over Slack's limits into several, each with the fallback text."""
    pages: list[list[Block]] = [[]]
    room = CHARACTERS_A_MESSAGE
    for block in whole.blocks:
        size = len(str(block))
        if pages[-1] and (size > room or len(pages[-1]) == BLOCKS_A_MESSAGE):
            pages.append([])
            room = CHARACTERS_A_MESSAGE
        pages[-1].append(block)
        room -= size
    return [Message(whole.text, tuple(page)) for page in pages]
