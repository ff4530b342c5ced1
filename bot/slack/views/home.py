"""App Home: where the person stands and what comes next; who the coach is and what to ask."""

from collections.abc import Sequence
from typing import Any

from bot.coaching.examples import examples
from bot.coaching.progress import progress
from bot.coaching.standing import Standing
from bot.coaching.suggest import Suggestion
from bot.slack.text import escape, shorten
from bot.slack.views.home_standing import (
    goal_and_settings,
    last_logs,
    next_blocks,
    progress_blocks,
    started_blocks,
)
from bot.slack.views.message import Block, actions, button, context, header, paragraphs
from knowledge.model import Catalogue

ASK_EXAMPLE = "ask_example"
DOCUMENTS_SHOWN = 10
LONGEST_TITLE = 150

WELCOME = (
    "Ask me about the skills your team has written down. I answer from those documents alone, "
    "show where each line stands, and say so when they don't cover something."
)
BEGIN = (
    "*Where do you stand?* Tell me what you know or learned in your own words, as in "
    "`/learned docker and terraform`: I find the skills it means, and keep them for you."
)
HOW = (
    "*Three ways to ask*\n"
    "•  Write to me in *Messages*\n"
    "•  Mention me in a channel; I answer in the thread\n"
    "•  `/ask` anywhere, for an answer only you can see"
)
PRIVACY = (
    "I am a bot and can be wrong: follow the sources. What you log is seen by you alone unless you "
    "share it; conversations are kept for 30 days, and go when you delete your question. "
    "`/coach export` and `/coach forget` are yours at any time."
)
EMPTY = (
    "There is nothing for me to read yet. Whoever runs me can add documents with "
    "`coach ingest PATH`; then come back and ask."
)


def home_view(
    catalogue: Catalogue,
    standing: Standing | None = None,
    suggestions: Sequence[Suggestion] = (),
    page: int = 0,
    nudges: Sequence[Block] = (),
) -> dict[str, Any]:
    """The Home tab of one person; within Slack's limits for any documents and any log.

    ``page`` counts pages of sections from 0; ``nudges`` say whether and when nudges come.
    """
    standing = standing or Standing()
    blocks: list[Block] = [header("Your skill coach")]
    blocks += [] if standing.known else paragraphs(WELCOME)
    blocks += _own(catalogue, standing, suggestions, page, nudges) if catalogue.skills else []
    blocks += example_buttons(catalogue) or paragraphs(EMPTY)
    blocks += [{"type": "divider"}, *paragraphs(HOW)]
    blocks += documents(catalogue)
    blocks += context(PRIVACY)
    return {"type": "home", "blocks": blocks}


def _own(
    catalogue: Catalogue,
    standing: Standing,
    suggestions: Sequence[Suggestion],
    page: int,
    nudges: Sequence[Block],
) -> list[Block]:
    """Where the person stands; for one who is new, where to begin."""
    come = progress(standing, catalogue)
    begun = bool(standing.known or come.started)
    return [
        *(progress_blocks(come, page) if begun else paragraphs(BEGIN)),
        *started_blocks(come),
        *next_blocks(suggestions),
        *last_logs(standing),
        *goal_and_settings(standing),
        *nudges,
        {"type": "divider"},
    ]


def example_buttons(catalogue: Catalogue) -> list[Block]:
    """Questions to try, each a button; nothing without documents."""
    buttons = [button(ASK_EXAMPLE, question, question) for question in examples(catalogue)]
    return paragraphs("*Try one of these*") + actions("examples", buttons) if buttons else []


def documents(catalogue: Catalogue) -> list[Block]:
    """What the coach reads: titles and how much is in them."""
    outlines = catalogue.outlines
    lines = [
        f"•  *{escape(shorten(o.document.title, LONGEST_TITLE))}*: "
        f"{len(o.skills)} skills in {len(o.sections)} sections"
        for o in outlines[:DOCUMENTS_SHOWN]
    ]
    if len(outlines) > DOCUMENTS_SHOWN:
        lines.append(f"•  and {len(outlines) - DOCUMENTS_SHOWN} more documents")
    return paragraphs("\n".join(["*What I read*", *lines])) if lines else []
