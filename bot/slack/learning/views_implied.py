"""The form to choose which skills don't count as known although a logged skill builds on them."""

from collections.abc import Sequence
from typing import Any

from bot.coaching.learning.entries import Entry
from bot.slack.api.blocks import Message, actions, button, message, paragraphs
from bot.slack.api.form import ENTERED, plain_text
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_form import OPTION_TEXT, OPTIONS, SKILLS, Form
from bot.slack.learning.views_section import UNDO
from knowledge.model import Skill

LACKING = "implied_lacking"
NOTHING_LEFT = "Nothing counts as known because of that anymore."
LACKED = "Noted. These don't count as known: {names}."


def lacking_modal(form: Form, skills: Sequence[Skill]) -> dict[str, Any]:
    """Return the form; ``skills`` is those that count as known."""
    options = [
        {"text": plain_text(shorten(skill.text, OPTION_TEXT)), "value": skill.id}
        for skill in skills[:OPTIONS]
    ]
    return {
        "type": "modal",
        "callback_id": LACKING,
        "private_metadata": form.pack(),
        "title": plain_text("What you don't know yet"),
        "submit": plain_text("Save"),
        "close": plain_text("Cancel"),
        "blocks": [
            *paragraphs("These count as known, because what you logged builds on them."),
            {
                "type": "input",
                "block_id": SKILLS,
                "label": plain_text("Which of them don't you know?"),
                "element": {
                    "type": "multi_static_select",
                    "action_id": ENTERED,
                    "options": options,
                },
            },
        ],
    }


def lacking_message(entries: Sequence[Entry]) -> Message:
    """Return a confirmation of what no longer counts as known, with *Undo*."""
    text = LACKED.format(names="; ".join(escape(e.skill) for e in entries))
    undo = button(UNDO, "Undo", entries[0].batch, label="Undo: let it count as known again")
    return message(text, *paragraphs(text), *actions("lacking", [undo]))
