"""Says what was not logged and why, with the one step that may help instead."""

from collections.abc import Sequence

from bot.coaching.learning.logging_decision import StatementPart
from bot.coaching.learning.report_decision import LogDecision
from bot.slack.api.blocks import Message, actions, button, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten

START_SKILL = "start"
"""Action id of *Start*, whose value is a skill's id; suggestions use the same."""
SET_GOAL = "set_goal"
"""Action id of *Set as goal*; the value is the goal's words."""
LONGEST_NAME = 60
MOST_BUTTONS = 3

NOTHING = "Nothing logged. Tell me what you did or learned, and I'll log the skills in it."
OTHERS = (
    "Nothing logged: I only log what you did yourself. Your colleagues log their own skills with "
    "`/learned`."
)
PLANNED = "{nothing}I don't log plans. Do you want to start with {names}?"
NOT_DONE = "Nothing logged for {names}. Do you want to make it your next goal?"
EVERYTHING = (
    "That's a lot at once, so nothing is logged yet. Name a section, for example `/learned all of "
    "{section}`."
)


def not_logged_messages(
    decision: LogDecision, *, logged: bool = False, section: str = ""
) -> list[Message]:
    """Return what to say about plans, failures and other people's deeds; nothing if all was logged.

    ``logged``: something else in the message was logged or asked about.
    """
    messages: list[Message] = []
    if decision.everything and not logged:
        messages.append(note(EVERYTHING.format(section=section or "Testing")))
    if plans := decision.plans[:MOST_BUTTONS]:
        nothing = "" if logged else "Nothing logged: "
        text = PLANNED.format(nothing=nothing, names=_names(plans))
        buttons = [
            button(START_SKILL, f"Start: {c.skill.text}", c.skill.id)
            for part in plans
            for c in part.candidates[:1]
        ]
        text = text[0].upper() + text[1:]
        messages.append(message(text, *paragraphs(text), *actions("planned", buttons)))
    if decision.not_done and not logged and not messages:
        goal = decision.not_done[0].candidates[0].skill.text
        text = NOT_DONE.format(names=_names(decision.not_done[:1]))
        goal_button = button(SET_GOAL, "Set as goal", goal)
        messages.append(message(text, *paragraphs(text), *actions("not_done", [goal_button])))
    if decision.others and not logged and not messages:
        messages.append(message(OTHERS, *paragraphs(OTHERS)))
    return messages or ([] if logged else [nothing_message()])


def nothing_message() -> Message:
    """Return the message that nothing in a report could be logged."""
    return note(NOTHING)


def _names(parts: Sequence[StatementPart]) -> str:
    return ", ".join(
        f"“{escape(shorten(part.candidates[0].skill.text, LONGEST_NAME))}”" for part in parts
    )
