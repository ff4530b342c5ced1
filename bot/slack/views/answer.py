"""An answer as a message: what the document says, each line cited, and where it stands."""

from bot.slack.text import escape
from bot.slack.views.feedback import feedback_block
from bot.slack.views.message import (
    Block,
    Message,
    actions,
    button,
    context,
    message,
    paragraphs,
    source,
)
from knowledge.model import Answer

SHOW_SECTION = "show_section"
LOG_ANSWER = "log_answer"
MOST_CITED = 10
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


def log_button(answer: Answer) -> list[Block]:
    """The button that logs what the answer cites; nothing where it cites no skill."""
    cited = [] if answer.refused else _cited(answer)
    if not cited:
        return []
    value = " ".join(cited[:MOST_CITED])
    return actions("log", [button(LOG_ANSWER, "Log as learned", value)])


def _cited(answer: Answer) -> list[str]:
    """The passages of the skills an answer names: of its points; a written one has citations."""
    if not answer.points:
        return list(dict.fromkeys(c.passage_id for c in answer.citations if c.skill))
    sections = {c.number: c.section.id for c in answer.citations}
    passages = {
        (hit.section.id, passage.text): passage.id
        for hit in answer.sections
        for passage in (*hit.passages, *hit.rest)
        if passage.skill_id
    }
    named = [passages.get((sections[p.citation], p.text)) for p in answer.points]
    return [passage_id for passage_id in dict.fromkeys(named) if passage_id]


def cited_in(value: str) -> list[str]:
    """The ids of the passages that a button of that kind is about."""
    return value.split()[:MOST_CITED]


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
