"""The person's part of the Home tab: progress, suggestions, last logs, goal."""

from collections.abc import Sequence

from bot.coaching.learning.entries import EntryKind
from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.learning.progress import LearnerProgress
from bot.coaching.suggestions.suggest import Suggestion
from bot.slack.api.blocks import Block, actions, button, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.home_actions import HOME_PAGE, HOME_SECTION
from bot.slack.learning.views_bars import SECTIONS_A_PAGE, paged, pager, totals
from bot.slack.learning.views_history import entry_block
from bot.slack.learning.views_skills import LONGEST_SKILL, sections_block
from bot.slack.privacy.settings_view import LONGEST_GOAL, goal_block
from bot.slack.suggestions.card import KNOW, suggestion_blocks

STARTED_SHOWN = 5
LOGS_SHOWN = 5

NEXT = "*What next?*"
ALL_KNOWN = "*What next?* I have nothing to suggest right now. `/skills` shows your progress."


def progress_blocks(progress: LearnerProgress, page: int) -> list[Block]:
    """Return the totals and one line per section, in pages if there are many."""
    page, pages = paged(len(progress.sections), page, SECTIONS_A_PAGE)
    first = page * SECTIONS_A_PAGE
    shown = progress.sections[first : first + SECTIONS_A_PAGE]
    buttons = pager(HOME_PAGE, page, pages)
    return [
        *paragraphs(totals(progress)),
        *sections_block(shown, progress, HOME_SECTION),
        *actions("home", buttons),
    ]


def started_blocks(progress: LearnerProgress) -> list[Block]:
    """Return the skills in progress, each with a button that logs it."""
    if not progress.started:
        return []
    blocks = paragraphs("*In progress*")
    for skill in progress.started[:STARTED_SHOWN]:
        (line, *_) = paragraphs(f"◐ {escape(shorten(skill.text, LONGEST_SKILL))}")
        know = button(KNOW, "I know this", skill.id, label=f"I know this: {skill.text}")
        blocks.append(line | {"accessory": know})
    rest = len(progress.started) - STARTED_SHOWN
    return blocks + (paragraphs(f"and {rest} more, in `/skills`") if rest > 0 else [])


def next_blocks(suggestions: Sequence[Suggestion]) -> list[Block]:
    """Return the suggestions as `/next` shows them."""
    if not suggestions:
        return paragraphs(ALL_KNOWN)
    return paragraphs(NEXT) + [b for each in suggestions for b in suggestion_blocks(each)]


def last_logs(learner: LearnerState) -> list[Block]:
    """Return the latest logs that aren't undone, each with *Undo*."""
    logged = [e for e in reversed(learner.history) if e.kind is EntryKind.LEARNED][:LOGS_SHOWN]
    blocks = [entry_block(entry, active=True) for entry in logged]
    return paragraphs("*Logged last*") + blocks if blocks else []


def goal_and_settings(learner: LearnerState) -> list[Block]:
    """Return the goal with buttons to change or clear it, and the settings button."""
    return goal_block(learner.goal, escape(shorten(learner.goal, LONGEST_GOAL)))
