"""App Home: who the coach is, what to ask, what it reads. Short."""

from typing import Any

from bot.coaching.examples import examples
from bot.slack.text import escape, shorten
from bot.slack.views.message import Block, actions, button, context, header, paragraphs
from knowledge.model import Catalogue

ASK_EXAMPLE = "ask_example"
DOCUMENTS_SHOWN = 10
LONGEST_TITLE = 150

WELCOME = (
    "Ask me about the skills your team has written down. I answer from those documents alone, "
    "show where each line stands, and say so when they don't cover something."
)
HOW = (
    "*Three ways to ask*\n"
    "•  Write to me in *Messages*\n"
    "•  Mention me in a channel; I answer in the thread\n"
    "•  `/ask` anywhere, for an answer only you can see"
)
PRIVACY = (
    "I am a bot and can be wrong: follow the sources. I keep our conversations for 30 days to "
    "understand follow-up questions; delete a question and I forget it, and my answer goes too."
)
EMPTY = (
    "There is nothing for me to read yet. Whoever runs me can add documents with "
    "`coach ingest PATH`; then come back and ask."
)


def home_view(catalogue: Catalogue) -> dict[str, Any]:
    """The Home tab for anyone; within Slack's limits for any number of documents."""
    blocks: list[Block] = [header("Your skill coach"), *paragraphs(WELCOME)]
    blocks += example_buttons(catalogue) or paragraphs(EMPTY)
    blocks += [{"type": "divider"}, *paragraphs(HOW)]
    blocks += documents(catalogue)
    blocks += context(PRIVACY)
    return {"type": "home", "blocks": blocks}


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
