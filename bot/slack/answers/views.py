"""Shows an answer as a message: its text with a citation for every line, and the sources."""

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
from bot.slack.learning.log_button import log_button, log_value
from knowledge.guide_model import GuideSource
from knowledge.model import Answer, Citation, Point

SHOW_SECTION = "show_section"
NEAREST = 3
QUIZ_ME, ANSWER_MENU = "quiz_me", "answer_menu"
"""Action ids. The values are a guide's id, and ``what:id`` with one of the three below."""
MORE, EXAMPLE, LOG = "more", "example", "log"
MENU_VALUE = 150
"""Slack's limit for the value of a menu option, in characters."""


def answer_message(answer: Answer, *, asked: bool = False, key: str = "") -> Message:
    """Return an answer as a message.

    ``asked`` shows the question too, for a private reply where it can't be seen. ``key`` identifies
    the answer for feedback; without a key there are no thumbs.
    """
    blocks: list[Block] = []
    if asked and answer.question.strip():
        blocks += context(f"You asked: {escape(answer.question[:300])}")
    blocks += body(answer)
    blocks += next_steps(answer)
    blocks += [] if answer.refused and not answer.offers else feedback_block(answer, key)
    return message(escape(answer.text), *blocks)


def tail(answer: Answer, key: str) -> list[Block]:
    """Return the blocks below a streamed answer: its sources, the buttons and the thumbs."""
    return [*sources(answer), *next_steps(answer), *feedback_block(answer, key)]


def body(answer: Answer) -> list[Block]:
    """Return the answer's own blocks, for a message or a modal: a bold headline, then the rest."""
    blocks = context(escape(answer.note)) if answer.note else []
    opening = [f"*{_bold(answer.headline)}*"] if answer.headline else []
    opening += [escape(answer.lead)] if answer.lead else []
    blocks += paragraphs("\n".join(opening)) if opening else []
    if answer.points:
        blocks += paragraphs("\n".join(map(_point, answer.points)))
    if answer.closing:
        blocks += paragraphs(escape(answer.closing))
    if answer.refused and not answer.from_library:
        return blocks + nearest_buttons(answer)
    return blocks + sources(answer)


def _bold(text: str) -> str:
    """Escape a text to put between asterisks: on one line, with its own asterisks replaced."""
    return " ".join(escape(text).replace("*", "∗").split())


def _point(point: Point) -> str:
    """Return one line: a step keeps its number, anything else gets a bullet."""
    cited = f"  [{point.citation}]" if point.citation else ""
    mark = "" if point.is_step else "•  "
    return f"{mark}{escape(point.text)}{cited}"


def sources(answer: Answer) -> list[Block]:
    """Return one line per source: its numbers, then the section and document, or the guide."""
    numbers: dict[str, list[str]] = {}
    for citation in answer.citations:
        numbers.setdefault(_source(citation), []).append(f"[{citation.number}]")
    return context("\n".join(f"{' '.join(n)} {where}" for where, n in numbers.items()))


def _source(citation: Citation) -> str:
    if citation.guide is None:
        where = source(citation.section, citation.document)
        skill = f", “{escape(citation.skill)}”" if citation.skill else ""
        return f"{where}{skill}"
    if citation.guide_source is GuideSource.TEAM:
        return f"Guide: *{escape(citation.guide)}*"
    return f"From the coach's library: *{escape(citation.guide)}*"


def next_steps(answer: Answer) -> list[Block]:
    """Return the quiz button and a menu; without a guide, only the button to log the skills."""
    logged = log_value(answer)
    if not answer.guide_id:
        return log_button(answer)
    options = [
        ("More", f"{MORE}:{answer.guide_id}"),
        ("Give me an example", f"{EXAMPLE}:{answer.guide_id}"),
    ]
    options += [("Log as learned", f"{LOG}:{logged}")] if logged else []
    menu = [
        {"text": {"type": "plain_text", "text": text}, "value": value[:MENU_VALUE]}
        for text, value in options
    ]
    quiz = button(QUIZ_ME, "Quiz me", answer.guide_id)
    return actions(
        "next_steps", [quiz, {"type": "overflow", "action_id": ANSWER_MENU, "options": menu}]
    )


def nearest_buttons(answer: Answer) -> list[Block]:
    """Return buttons that show the nearest sections of a refusal."""
    if not answer.offers:
        return []
    buttons = [
        button(SHOW_SECTION, hit.section.title, hit.section.id, label=f"Show {hit.section.title}")
        for hit in answer.offers[:NEAREST]
    ]
    return actions("nearest", buttons)
