"""A message ready to send, and the few blocks all views are made of."""

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
"""All blocks of a message together may hold about 13,200 characters; this leaves room for keys."""


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks, and the plain words for notifications and screen readers (never empty)."""

    text: str
    blocks: tuple[Block, ...]


def message(text: str, *blocks: Block) -> Message:
    """A message with its fallback cut to what Slack takes everywhere."""
    return Message(shorten(text, FALLBACK_CHARACTERS), blocks)


def note(text: str) -> Message:
    """A message of a few plain words, not yet escaped."""
    return message(escape(text), *paragraphs(escape(text)))


def paragraphs(mrkdwn: str) -> list[Block]:
    """Section blocks for escaped mrkdwn of any length."""
    return [{"type": "section", "text": _inert(part)} for part in split(mrkdwn)]


def context(mrkdwn: str) -> list[Block]:
    """Small grey print, escaped by the caller."""
    return [{"type": "context", "elements": [_inert(part)]} for part in split(mrkdwn)]


def _inert(mrkdwn: str) -> Block:
    """Verbatim: else Slack makes mentions and links of plain words such as @here in a document."""
    return {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}


def header(text: str) -> Block:
    """A heading of at most 150 characters."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(text, 150)}}


def button(action_id: str, text: str, value: str, *, label: str = "") -> Block:
    """A button; ``label`` is what a screen reader says where the text alone is not enough."""
    made: Block = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": shorten(text, BUTTON_TEXT)},
        "value": value[:BUTTON_VALUE],
    }
    return made | ({"accessibility_label": shorten(label, BUTTON_TEXT)} if label else {})


def actions(block_id: str, buttons: Sequence[Block]) -> list[Block]:
    """A row of buttons with action ids made unique; nothing for none."""
    if not buttons:
        return []
    numbered = [b | {"action_id": f"{b['action_id']}:{n}"} for n, b in enumerate(buttons)]
    return [{"type": "actions", "block_id": block_id, "elements": numbered}]


def source(section: Section, document: Document) -> str:
    """Where something stands, as mrkdwn: section and document, linked where it has a URL."""
    title = escape(document.title)
    url = document.url or ""
    if url.startswith(("https://", "http://")) and not set(url) & set("<>| \n"):
        title = f"<{escape(url)}|{title}>"
    return f"*{escape(section.title)}* · {title}"


def parts(whole: Message) -> list[Message]:
    """One message, or several where it is over Slack's limits; each keeps a fallback text."""
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
