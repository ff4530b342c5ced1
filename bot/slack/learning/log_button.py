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
