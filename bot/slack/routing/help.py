"""Help: what the coach can do, generated from the list of its commands."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from bot.slack.api.blocks import Message, context, message, paragraphs
from bot.slack.api.example_buttons import PRIVACY, example_buttons
from bot.slack.api.mrkdwn import escape
from bot.slack.routing.handlers import Command
from knowledge.model import Catalogue

ALL = "`/coach help` shows everything I can do."
INTRO = (
    "I answer questions from your team's skills documents, with sources. Mention me in a channel, "
    "or write to me in a direct message. These commands work anywhere:"
)


def help_message(commands: Sequence[Command], catalogue: Catalogue) -> Message:
    """Return everything the coach can do, grouped, with example questions as buttons."""
    groups = groupby(commands, key=attrgetter("group"))
    parts = [INTRO, *(_group(name, members) for name, members in groups)]
    text = "\n".join(parts)
    blocks = [block for part in parts for block in paragraphs(part)]
    return message(text, *blocks, *example_buttons(catalogue), *context(PRIVACY))


def command_help(command: Command, how: str, examples: Catalogue | None = None) -> Message:
    """Return help on one command: ``how`` to use it and, with ``examples``, questions to try."""
    text = "\n".join([escape(how), *_lines(command.usages)])
    buttons = example_buttons(examples) if examples else []
    return message(text, *paragraphs(text), *buttons, *context(ALL))


def _group(name: str, commands: Iterable[Command]) -> str:
    usages = [usage for command in commands for usage in command.usages]
    return "\n".join([f"*{escape(name)}*", *_lines(usages)])


def _lines(usages: Iterable[tuple[str, str]]) -> list[str]:
    return [f"•  `{escape(usage)}`  {escape(does)}" for usage, does in usages]
