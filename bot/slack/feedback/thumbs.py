"""The thumbs under an answer, and the modal that asks for a reason after a thumbs-down."""

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
class Feedback:
    """What a thumb's button value says: the answer it is about, and up or down."""

    key: str
    question: str
    section_ids: tuple[str, ...]
    helpful: bool


def feedback_block(answer: Answer, key: str) -> list[Block]:
    """Return the two thumbs; no block for an answer without a key."""
    if not key:
        return []
    sections = [hit.section.id for hit in answer.sections[:NEAREST]]

    def side(text: str, label: str, helpful: bool) -> dict[str, Any]:
        value = [key, answer.question[:LONGEST_QUESTION], sections, int(helpful)]
        return {
            "text": {"type": "plain_text", "text": text},
            "accessibility_label": label,
            "value": json.dumps(value, ensure_ascii=False, separators=(",", ":")),
        }

    buttons = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": side("Helpful", "Mark this answer as helpful", True),
        "negative_button": side("Not helpful", "Mark this answer as not helpful", False),
    }
    return [{"type": "context_actions", "elements": [buttons]}]


def parse_feedback(value: str) -> Feedback:
    """Parse the value of a thumb's button.

    Raises:
        ValueError: the value isn't one of ours.
    """
    try:
        key, question, sections, helpful = json.loads(value)
        return Feedback(str(key), str(question), tuple(map(str, sections)), bool(helpful))
    except (TypeError, ValueError) as error:
        raise ValueError("not a feedback value") from error


def why_modal(key: str) -> dict[str, Any]:
    """Return the modal that asks what was missing; ``key`` names the recorded thumb."""
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
