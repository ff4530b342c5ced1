"""Help: what the coach can do, made from the list of its commands."""

from collections.abc import Iterable

from bot.slack.text import escape
from bot.slack.views.home import PRIVACY, example_buttons
from bot.slack.views.message import Message, context, message, paragraphs
from knowledge.model import Catalogue


def help_message(
    usages: Iterable[tuple[str, str]], catalogue: Catalogue, lead: str = ""
) -> Message:
    """``usages`` are (what to type, what it does); ``lead`` a sentence to say first, unescaped."""
    lines = [f"•  `{escape(usage)}`  {escape(does)}" for usage, does in usages]
    text = "\n".join(
        [
            *([escape(lead)] if lead else []),
            "I answer questions from your team's skills documents, with sources.",
            *lines,
            "•  Or mention me in a channel, or just write to me here in Slack.",
        ]
    )
    return message(text, *paragraphs(text), *example_buttons(catalogue), *context(PRIVACY))
