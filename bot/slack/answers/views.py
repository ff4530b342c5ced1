"""An answer as a message: what the document says, each line cited, and where it stands."""

from bot.slack.api.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    message,
    paragraphs,
    source,
)
from bot.slack.api.mrkdwn import escape
from bot.slack.feedback.thumbs import feedback_block
from bot.slack.learning.log_button import log_button
from knowledge.model import Answer

SHOW_SECTION = "show_section"
NEAREST = 3


def answer_message(answer: Answer, *, asked: bool = False, key: str = "") -> Message:
    """``asked``: show the question above, where the reader can't see it (a private reply).

    ``key`` names the answer, so that it can be judged.
    """
    blocks: list[Block] = []
    if asked and answer.question.strip():
        blocks += context(f"You asked: {escape(answer.question[:300])}")
    blocks += body(answer)
    blocks += log_button(answer)
    blocks += [] if answer.refused and not answer.offers else feedback_block(answer, key)
    return message(escape(answer.text), *blocks)


def tail(answer: Answer, key: str) -> list[Block]:
    """What stands under an answer that was streamed: its sources, the button, and the thumbs."""
    return [*sources(answer), *log_button(answer), *feedback_block(answer, key)]


def body(answer: Answer) -> list[Block]:
    """The blocks of the answer itself, also for a modal."""
    blocks = paragraphs(escape(answer.lead))
    if answer.points:
        lines = [f"•  {escape(point.text)}  [{point.citation}]" for point in answer.points]
        blocks += paragraphs("\n".join(lines))
    if answer.closing:
        blocks += paragraphs(escape(answer.closing))
    blocks += nearest_buttons(answer) if answer.refused else sources(answer)
    return blocks


def sources(answer: Answer) -> list[Block]:
    """One line a source: its numbers, then the section and its document."""
    numbers: dict[str, list[str]] = {}
    for citation in answer.citations:
        where = source(citation.section, citation.document)
        numbers.setdefault(where, []).append(f"[{citation.number}]")
    return context("\n".join(f"{' '.join(n)} {where}" for where, n in numbers.items()))


def nearest_buttons(answer: Answer) -> list[Block]:
    """The nearest sections of a refusal, to look at with one click."""
    if not answer.offers:
        return []
    buttons = [
        button(SHOW_SECTION, hit.section.title, hit.section.id, label=f"Show {hit.section.title}")
        for hit in answer.offers[:NEAREST]
    ]
    return actions("nearest", buttons)
