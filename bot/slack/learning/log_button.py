"""The "Log as learned" button under an answer."""

from bot.slack.api.blocks import (
    Block,
    actions,
    button,
)
from knowledge.model import Answer

LOG_ANSWER = "log_answer"


MOST_CITED = 10


def log_button(answer: Answer) -> list[Block]:
    """Return the button that logs the skills an answer cites; no block if it cites none."""
    value = log_value(answer)
    return actions("log", [button(LOG_ANSWER, "Log as learned", value)]) if value else []


def log_value(answer: Answer) -> str:
    """Return the button's value: ids of the passages of cited skills; "" for none."""
    return "" if answer.refused else " ".join(_cited(answer)[:MOST_CITED])


def _cited(answer: Answer) -> list[str]:
    """Return the ids of the passages of an answer's skills, in order, each once.

    A composed answer has points that are skills; a model's or a guide's answer has citations.
    """
    if answer.guide_id or not answer.points:
        return list(
            dict.fromkeys(c.passage_id for c in answer.citations if c.skill and c.passage_id)
        )
    sections = {c.number: c.section.id for c in answer.citations}
    passages = {
        (hit.section.id, passage.text): passage.id
        for hit in answer.sections
        for passage in (*hit.passages, *hit.rest)
        if passage.skill_id
    }
    named = [passages.get((sections[p.citation], p.text)) for p in answer.points]
    return [passage_id for passage_id in dict.fromkeys(named) if passage_id]


def parse_log_value(value: str) -> list[str]:
    """Return the passage ids in the button's value."""
    return value.split()[:MOST_CITED]
