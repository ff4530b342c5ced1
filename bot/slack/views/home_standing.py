"""The Home tab's own part for a person who has begun: progress, suggestions, last logs, goal."""

from collections.abc import Sequence

from bot.coaching.log import Kind
from bot.coaching.progress import Progress
from bot.coaching.standing import Standing
from bot.coaching.suggest import Suggestion
from bot.slack.text import escape, shorten
from bot.slack.views.message import Block, actions, button, paragraphs
from bot.slack.views.settings import LONGEST_GOAL, goal_block
from bot.slack.views.skills import LONGEST_SKILL, sections_block
from bot.slack.views.skills_bars import SECTIONS_A_PAGE, paged, pager, totals
from bot.slack.views.skills_history import entry_block
from bot.slack.views.suggestion import KNOW, suggestion_blocks

HOME_PAGE = "home_page"
HOME_SECTION = "home_section"
STARTED_SHOWN = 5
LOGS_SHOWN = 5

NEXT = "*What next?*"
ALL_KNOWN = "*What next?* Nothing is left to suggest just now. `/skills` shows where you stand."


def progress_blocks(progress: Progress, page: int) -> list[Block]:
    """How much is logged, a line a section, and pages where there are many."""
    page, pages = paged(len(progress.sections), page, SECTIONS_A_PAGE)
    first = page * SECTIONS_A_PAGE
    shown = progress.sections[first : first + SECTIONS_A_PAGE]
    buttons = pager(HOME_PAGE, page, pages)
    return [
        *paragraphs(totals(progress)),
        *sections_block(shown, progress, HOME_SECTION),
        *actions("home", buttons),
    ]


def started_blocks(progress: Progress) -> list[Block]:
    """What is in progress, each with the button that logs it."""
    if not progress.started:
        return []
    blocks = paragraphs("*In progress*")
    for skill in progress.started[:STARTED_SHOWN]:
        (line, *_) = paragraphs(f"◐ {escape(shorten(skill.text, LONGEST_SKILL))}")
        done = button(KNOW, "I know this", skill.id, label=f"I know this: {skill.text}")
        blocks.append(line | {"accessory": done})
    rest = len(progress.started) - STARTED_SHOWN
    return blocks + (paragraphs(f"and {rest} more, in `/skills`") if rest > 0 else [])


def next_blocks(suggestions: Sequence[Suggestion]) -> list[Block]:
    """The suggestions, as `/next` shows them."""
    if not suggestions:
        return paragraphs(ALL_KNOWN)
    return paragraphs(NEXT) + [b for each in suggestions for b in suggestion_blocks(each)]


def last_logs(standing: Standing) -> list[Block]:
    """What was logged last and still holds, each with undo."""
    logged = [e for e in reversed(standing.history) if e.kind is Kind.LEARNED][:LOGS_SHOWN]
    blocks = [entry_block(entry, holds=True) for entry in logged]
    return paragraphs("*Logged last*") + blocks if blocks else []


def goal_and_settings(standing: Standing) -> list[Block]:
    """The goal, to change or clear, and the way to everything that can be set."""
    return goal_block(standing.goal, escape(shorten(standing.goal, LONGEST_GOAL)))
