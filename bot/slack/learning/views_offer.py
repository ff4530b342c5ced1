"""Offers a whole section that a person says they know, with its skills ticked."""

import json

from bot.coaching.learning.entries import Level
from bot.coaching.learning.report_decision import SectionOffer
from bot.coaching.learning.statement import Statement
from bot.slack.api.blocks import Block, Message, actions, button, message, paragraphs
from bot.slack.api.form import plain_text
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_ask import CANCEL

LOG_TICKED = "learned_ticked"
TICKED = "ticked_skills"
"""Block and action id of the boxes; the values are skill ids."""
MOST_BOXES = 10
"""Slack's limit for one group of checkboxes."""
LONGEST_BOX = 140
WHICH = "Which skills of *{section}* should I log?"


def section_message(offer: SectionOffer, batch: str) -> Message:
    """Return a section's skills as ticked boxes, with *Log these* and *Cancel*."""
    text = WHICH.format(section=escape(offer.section.title))
    groups = [
        offer.skills[start : start + MOST_BOXES]
        for start in range(0, len(offer.skills), MOST_BOXES)
    ]
    boxes: list[Block] = []
    for number, skills in enumerate(groups):
        options = [
            {"text": plain_text(shorten(skill.text, LONGEST_BOX)), "value": skill.id}
            for skill in skills
        ]
        element = {
            "type": "checkboxes",
            "action_id": f"{TICKED}:{number}",
            "options": options,
            "initial_options": options,
        }
        boxes.append({"type": "actions", "block_id": f"{TICKED}:{number}", "elements": [element]})
    value = json.dumps(
        [batch, offer.section.id, offer.statement.on, int(offer.statement.level or 0)]
    )
    log = button(LOG_TICKED, "Log these", value) | {"style": "primary"}
    buttons = [log, button(CANCEL, "Cancel", batch)]
    return message(text.replace("*", ""), *paragraphs(text), *boxes, *actions("ticked", buttons))


def unpack_offer(value: str) -> tuple[str, str, Statement]:
    """Return the batch, the section's id and the day and level in the button's value.

    Raises:
        ValueError: the value isn't one of ours.
    """
    try:
        batch, section_id, on, level = json.loads(value)
        return str(batch), str(section_id), Statement("", str(on), Level(level) if level else None)
    except (TypeError, ValueError) as error:
        raise ValueError("not a button of this kind") from error
