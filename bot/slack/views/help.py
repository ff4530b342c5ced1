"""Help: what the coach can do, made from the list of its commands."""

from collections.abc import Iterable

from bot.slack.text import escape
from bot.slack.views.home import PRIVACY, example_buttons
from bot.slack.views.message import Message, context, message, paragraphs
from knowledge.model import Catalogue

Usages = Iterable[tuple[str, str]]
"""(what to type, what it does), unescaped like all else that is given here."""

ALL = "`/coach help` shows all that I can do."


def help_message(usages: Usages, catalogue: Catalogue, lead: str = "") -> Message:
    """Everything; ``lead`` is a sentence to say first."""
    text = "\n".join(
        [
            *([escape(lead)] if lead else []),
            "I answer questions from your team's skills documents, with sources.",
            *_lines(usages),
            "•  Or mention me in a channel, or just write to me here in Slack.",
        ]
    )
    return message(text, *paragraphs(text), *example_buttons(catalogue), *context(PRIVACY))


def command_help(usages: Usages, how: str, examples: Catalogue | None = None) -> Message:
    """One command; ``how`` says how to use it. ``examples`` adds questions to ask, as buttons."""
    text = "\n".join([escape(how), *_lines(usages)])
    buttons = example_buttons(examples) if examples else []
    return message(text, *paragraphs(text), *buttons, *context(ALL))


def _lines(usages: Usages) -> list[str]:
    return [f"•  `{escape(usage)}`  {escape(does)}" for usage, does in usages]
