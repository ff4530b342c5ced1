"""The modal to change a logged skill's level, evidence or note."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.coaching.learning.entries import Level
from bot.coaching.learning.learner_state import KnownSkill
from bot.slack.api.blocks import Block, context, paragraphs
from bot.slack.api.form import entry, plain_text
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_skills import LONGEST_SKILL

SKILL_EDIT = "skill_edit"
LEVEL, EVIDENCE, NOTE = "level", "evidence", "note"
"""Block ids of the inputs."""
LONGEST_NOTE = 1_000
MEANINGS = {
    Level.AWARE: "I know what it's for",
    Level.PRACTISING: "I do it with help, or by looking things up",
    Level.CONFIDENT: "I do it on my own",
    Level.CAN_TEACH: "I can show others how",
}


@dataclass(frozen=True, slots=True)
class Editing:
    """The modal's hidden data: the skill, the click that opened it, and the page to redraw.

    The page is in a message (``response_url``) or a modal (``view_id``).
    """

    skill_id: str
    opening: str
    response_url: str = ""
    view_id: str = ""

    def pack(self) -> str:
        """Return it as ``private_metadata``."""
        return json.dumps(asdict(self))


def unpack(metadata: str) -> Editing:
    """Parse ``private_metadata``.

    Raises:
        ValueError: it isn't ours.
    """
    try:
        return Editing(**json.loads(metadata))
    except TypeError as error:
        raise ValueError("not an edited skill") from error


def edit_modal(known: KnownSkill, editing: Editing) -> dict[str, Any]:
    """Return the modal with the current level; evidence and note are added to earlier ones."""
    title = f"*{escape(shorten(known.text, LONGEST_SKILL))}*"
    return {
        "type": "modal",
        "callback_id": SKILL_EDIT,
        "private_metadata": editing.pack(),
        "title": plain_text("Your skill"),
        "submit": plain_text("Save"),
        "close": plain_text("Cancel"),
        "blocks": [
            *paragraphs(title),
            _level(known.level),
            entry(EVIDENCE, "Add evidence", {"type": "url_text_input"}, "A link, if you have one"),
            entry(
                NOTE,
                "Note to yourself",
                {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_NOTE},
                "Only you see it",
            ),
            *context("Levels are self-reported: your own view, for you."),
        ],
    }


def _level(now: Level | None) -> Block:
    options = {
        level: {
            "text": plain_text(level.label.capitalize()),
            "description": plain_text(meaning),
            "value": str(level.value),
        }
        for level, meaning in MEANINGS.items()
    }
    element: Block = {"type": "radio_buttons", "options": list(options.values())}
    if now is not None:
        element["initial_option"] = options[now]
    return entry(LEVEL, "Level", element)
