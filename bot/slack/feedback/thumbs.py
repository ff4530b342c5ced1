"""Thumbs under an answer, and the one optional question after a thumbs-down."""

import json
from dataclasses import dataclass
from typing import Any

from bot.slack.api.blocks import Block, paragraphs
from knowledge.model import Answer

FEEDBACK = "feedback"
WHY = "feedback_why"
REASON_BLOCK, REASON_ACTION = "reason", "text"
LONGEST_QUESTION = 400
LONGEST_REASON = 1_000
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer a thumb is about, as the button carries it."""

    key: str
    question: str
    section_ids: tuple[str, ...]
    helpful: bool


def feedback_block(answer: Answer, key: str) -> list[Block]:
    """The two thumbs; nothing to judge where no key names the answer."""
    if not key:
        return []
    sections = [hit.section.id for hit in answer.sections[:NEAREST]]

    def side(text: str, label: str, helpful: bool) -> dict[str, Any]:
        told = [key, answer.question[:LONGEST_QUESTION], sections, int(helpful)]
        return {
            "text": {"type": "plain_text", "text": text},
            "accessibility_label": label,
            "value": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
        }

    buttons = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": side("Helpful", "Mark this answer as helpful", True),
        "negative_button": side("Not helpful", "Mark this answer as not helpful", False),
    }
    return [{"type": "context_actions", "elements": [buttons]}]


def judged(value: str) -> Judged:
    """Reads a button's value. Raises ``ValueError`` for one that is not ours."""
    try:
        key, question, sections, helpful = json.loads(value)
        return Judged(str(key), str(question), tuple(map(str, sections)), bool(helpful))
    except (TypeError, ValueError) as error:
        raise ValueError("not a feedback value") from error


def why_modal(key: str) -> dict[str, Any]:
    """One question, optional; closing it is fine."""
    return {
        "type": "modal",
        "callback_id": WHY,
        "private_metadata": key,
        "title": {"type": "plain_text", "text": "Thank you"},
        "submit": {"type": "plain_text", "text": "Send"},
        "close": {"type": "plain_text", "text": "Skip"},
        "blocks": [
            *paragraphs("Noted. If you like, tell me what was missing or wrong."),
            {
                "type": "input",
                "block_id": REASON_BLOCK,
                "optional": True,
                "label": {"type": "plain_text", "text": "What would have helped?"},
                "hint": {
                    "type": "plain_text",
                    "text": "The document's owner may read this. They won't see your name.",
                },
                "element": {
                    "type": "plain_text_input",
                    "action_id": REASON_ACTION,
                    "multiline": True,
                    "max_length": LONGEST_REASON,
                },
            },
        ],
    }
