"""The Home tab: the person's progress and suggestions, example questions, and the documents."""

from collections.abc import Sequence
from typing import Any

from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.learning.progress import compute_progress
from bot.coaching.suggestions.plan import current_plan
from bot.coaching.suggestions.suggest import Suggestion
from bot.slack.api.blocks import Block, context, header, paragraphs
from bot.slack.api.example_buttons import PRIVACY, example_buttons
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.home.view_progress import (
    goal_and_settings,
    last_logs,
    next_blocks,
    progress_blocks,
    started_blocks,
)
from bot.slack.suggestions.plan_view import home_plan_blocks
from knowledge.model import Catalogue

DOCUMENTS_SHOWN = 10
LONGEST_TITLE = 150

WELCOME = (
    "Ask me about the skills your team has written down. I answer from those documents, cite "
    "a source for every line, and say so when they don't cover something."
)
BEGIN = (
    "*What do you already know?* Tell me in your own words, for example `/learned docker and "
    "terraform`. I'll find the skills you mean and keep track of them."
)
HOW = (
    "*Three ways to ask*\n"
    "•  Write to me in *Messages*\n"
    "•  Mention me in a channel; I answer in the thread\n"
    "•  `/ask` anywhere, for an answer only you can see"
)
EMPTY = (
    "I don't have any documents yet. Your admin can add some with `coach ingest PATH`. Then "
    "come back and ask."
)


def home_view(
    catalogue: Catalogue,
    learner: LearnerState | None = None,
    suggestions: Sequence[Suggestion] = (),
    page: int = 0,
    nudges: Sequence[Block] = (),
) -> dict[str, Any]:
    """Return a person's Home tab, within Slack's limits for any documents and any log.

    ``page`` counts pages of sections from 0; ``nudges`` are blocks on whether and when nudges come.
    """
    learner = learner or LearnerState()
    blocks: list[Block] = [header("Your skill coach")]
    blocks += [] if learner.known else paragraphs(WELCOME)
    blocks += _own(catalogue, learner, suggestions, page, nudges) if catalogue.skills else []
    blocks += example_buttons(catalogue) or paragraphs(EMPTY)
    blocks += [{"type": "divider"}, *paragraphs(HOW)]
    blocks += documents(catalogue)
    blocks += context(PRIVACY)
    return {"type": "home", "blocks": blocks}


def _own(
    catalogue: Catalogue,
    learner: LearnerState,
    suggestions: Sequence[Suggestion],
    page: int,
    nudges: Sequence[Block],
) -> list[Block]:
    """Return the person's progress, suggestions, logs and goal; for a new person, how to start."""
    progress = compute_progress(learner, catalogue)
    has_started = bool(learner.known or progress.started)
    return [
        *(progress_blocks(progress, page) if has_started else paragraphs(BEGIN)),
        *home_plan_blocks(current_plan(learner, catalogue), learner),
        *started_blocks(progress),
        *next_blocks(suggestions),
        *last_logs(learner),
        *goal_and_settings(learner),
        *nudges,
        {"type": "divider"},
    ]


def documents(catalogue: Catalogue) -> list[Block]:
    """Return the documents' titles and sizes."""
    outlines = catalogue.outlines
    lines = [
        f"•  *{escape(shorten(o.document.title, LONGEST_TITLE))}*: "
        f"{len(o.skills)} skills in {len(o.sections)} sections"
        for o in outlines[:DOCUMENTS_SHOWN]
    ]
    if len(outlines) > DOCUMENTS_SHOWN:
        lines.append(f"•  and {len(outlines) - DOCUMENTS_SHOWN} more documents")
    return paragraphs("\n".join(["*What I read*", *lines])) if lines else []
