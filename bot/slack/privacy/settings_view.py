"""The settings modal (who can see my skills, goal, data), and the goal in the Home tab."""

from typing import Any

from bot.coaching.learning.entries import Sharing
from bot.coaching.learning.learner_state import LearnerState
from bot.slack.api.blocks import Block, actions, button, context, paragraphs
from bot.slack.api.form import entry, plain_text
from bot.slack.api.mrkdwn import shorten
from bot.slack.privacy.views import EXPORT, forget_button

SETTINGS = "settings"
OPEN_SETTINGS = "open_settings"
CLEAR_GOAL = "goal_clear"
SHARING, GOAL = "sharing", "goal"
LONGEST_GOAL = 300

SHARINGS = {
    Sharing.NOBODY: ("Only me", "Nobody else sees them"),
    Sharing.TEAM: ("My team", "Skills and levels, never dates, evidence, notes or history"),
}
DATA = "*Your data*: export everything I keep about you, or delete it."


def settings_modal(learner: LearnerState, opening: str) -> dict[str, Any]:
    """Return the settings; ``opening`` identifies this modal, so that saving twice counts once."""
    return {
        "type": "modal",
        "callback_id": SETTINGS,
        "private_metadata": opening,
        "title": plain_text("Settings"),
        "submit": plain_text("Save"),
        "close": plain_text("Cancel"),
        "blocks": [
            _sharing(learner.sharing),
            _goal(learner.goal),
            {"type": "divider"},
            *paragraphs(DATA),
            *actions("data", [button(EXPORT, "Export my data", "modal"), forget_button()]),
            *context("Export and forget work right away, without Save."),
        ],
    }


def goal_block(goal: str, shown: str) -> list[Block]:
    """Return the goal with its buttons, and the settings button.

    ``shown`` is the goal as escaped mrkdwn.
    """
    text = (
        f"*Goal*: {shown}"
        if goal
        else "*Goal*: none yet. Set one, and suggestions will lead there."
    )
    buttons = [button(OPEN_SETTINGS, "Change goal" if goal else "Set a goal", "goal")]
    buttons += [button(CLEAR_GOAL, "Clear goal", "clear")] if goal else []
    buttons += [button(OPEN_SETTINGS, "Settings", "settings")]
    return [*paragraphs(text), *actions("goal", buttons)]


def _sharing(now: Sharing) -> Block:
    options = {
        sharing: {"text": plain_text(name), "description": plain_text(what), "value": sharing.value}
        for sharing, (name, what) in SHARINGS.items()
    }
    element = {
        "type": "radio_buttons",
        "options": list(options.values()),
        "initial_option": options[now],
    }
    return entry(SHARING, "Who can see my skills", element, optional=False)


def _goal(now: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "max_length": LONGEST_GOAL,
        "placeholder": plain_text("A role or an aim, in your own words"),
    }
    if now:
        element["initial_value"] = shorten(now, LONGEST_GOAL)
    hint = "For example “site reliability engineer”. Leave it empty for none."
    return entry(GOAL, "Goal", element, hint)
