"""The form to log skills: search, level, day, want to learn more, evidence, note."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.coaching.learning.entries import OWN
from bot.coaching.learning.logging_decision import LONGEST_EVIDENCE, LONGEST_NOTE, LONGEST_OWN
from bot.coaching.learning.skill_search import SkillChoice
from bot.slack.api.blocks import Block, context, paragraphs
from bot.slack.api.form import entry, plain_text
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_edit import MEANINGS

LOG_SKILLS = "log_skills"
FIND_SKILLS = "find_skills"
"""Action id of the select that searches skills."""
SKILLS, LEVEL, DAY, WISH, EVIDENCE, NOTE = "skills", "level", "day", "wish", "evidence", "note"
"""Block ids of the inputs."""
NEW = "new:"
"""Starts the value of a person's own skill, before its words."""
OPTION_TEXT = 75
MOST_CHOSEN = 10
OPTIONS = 100
OWN_GROUP = "My own skills"


@dataclass(frozen=True, slots=True)
class Form:
    """The form's hidden data: where to answer, a citation as evidence, and a batch of logs."""

    response_url: str = ""
    cited: str = ""
    batch: str = ""

    def pack(self) -> str:
        """Return it as ``private_metadata``."""
        return json.dumps(asdict(self), ensure_ascii=False)


def unpack(metadata: str) -> Form:
    """Parse ``private_metadata``; an empty form if it isn't ours."""
    try:
        return Form(**json.loads(metadata))
    except (TypeError, ValueError):
        return Form()


def form_modal(
    form: Form, today: str, chosen: Sequence[SkillChoice] = (), evidence: str = "", lead: str = ""
) -> dict[str, Any]:
    """Return the form with the ``chosen`` skills.

    ``today`` is ISO 8601, ``evidence`` a URL, and ``lead`` a text above the form.
    """
    cited = context(f"Evidence: {escape(form.cited)}") if form.cited else []
    return {
        "type": "modal",
        "callback_id": LOG_SKILLS,
        "private_metadata": form.pack(),
        "title": plain_text("Log what you learned"),
        "submit": plain_text("Log"),
        "close": plain_text("Cancel"),
        "blocks": [
            *(paragraphs(escape(lead)) if lead else []),
            _skills(chosen),
            *cited,
            _levels(),
            entry(DAY, "When", {"type": "datepicker", "initial_date": today}),
            _wish(),
            _evidence(evidence),
            _note(),
            *context("Levels are self-reported: your own view, for you."),
        ],
    }


def option_groups(found: Sequence[SkillChoice]) -> list[dict[str, Any]]:
    """Return choices as option groups, one group per section, in the order they were found."""
    groups: dict[str, list[Block]] = {}
    for choice in found[:OPTIONS]:
        groups.setdefault(choice.section or OWN_GROUP, []).append(option(choice))
    return [
        {"label": plain_text(shorten(title, 75)), "options": options}
        for title, options in groups.items()
    ]


def option(choice: SkillChoice) -> Block:
    """Return one skill as an option."""
    own = not choice.id or choice.id.startswith(OWN)
    value = NEW + choice.text[:LONGEST_OWN] if own else choice.id
    words = f"Keep “{shorten(choice.text, 45)}” as my own skill" if not choice.id else choice.text
    return {"text": plain_text(shorten(words, OPTION_TEXT)), "value": value}


def _skills(chosen: Sequence[SkillChoice]) -> Block:
    element: Block = {
        "type": "multi_external_select",
        "action_id": FIND_SKILLS,
        "placeholder": plain_text("Type a skill, a tool, or what you did"),
        "min_query_length": 1,
        "max_selected_items": MOST_CHOSEN,
    }
    if chosen:
        element["initial_options"] = [option(choice) for choice in chosen[:MOST_CHOSEN]]
    hint = "Search every skill in the documents. Anything else can be kept as your own."
    return entry(SKILLS, "What did you learn?", element, hint, optional=False)


def _levels() -> Block:
    options = [
        {
            "text": plain_text(level.label.capitalize()),
            "description": plain_text(meaning),
            "value": str(level.value),
        }
        for level, meaning in MEANINGS.items()
    ]
    return entry(LEVEL, "How well do you know it?", {"type": "radio_buttons", "options": options})


def _wish() -> Block:
    options = [{"text": plain_text("I want to learn more about it"), "value": "yes"}]
    return entry(WISH, "Next", {"type": "checkboxes", "options": options})


def _evidence(url: str) -> Block:
    element: Block = {"type": "url_text_input"}
    element |= {"initial_value": url[:LONGEST_EVIDENCE]} if url else {}
    return entry(EVIDENCE, "Evidence", element, "A link to a pull request, a page, a talk")


def _note() -> Block:
    element = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_NOTE}
    return entry(NOTE, "Note to yourself", element)
