"""Asks which skill was meant, or whether to keep the words as the person's own skill."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from bot.coaching.learning.entries import Level
from bot.coaching.learning.logging_decision import LONGEST_EVIDENCE, StatementPart, own_words
from bot.coaching.learning.statement import Statement
from bot.slack.api.blocks import BUTTON_VALUE, Message, actions, button, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten

MEANT, NONE_OF_THESE = "learned_meant", "learned_none"
OWN_SKILL, CANCEL = "learned_own", "learned_cancel"
LONGEST_QUOTE = 300
LONGEST_LEFT = 2_500

HOW = (
    "Tell me what you learned in your own words: `/learned docker and terraform`, `/learned "
    "capped how often a tenant may call us`, `/learned JWT yesterday, pretty confident`. You "
    "can add a day, a level (aware, practising, confident, can teach), “want to learn more” "
    "and a link as evidence. `/learned` alone opens a form."
)
CANCELLED = "OK, nothing logged."
OLD_BUTTON = "That button is from an older message. Please use `/learned` again."
GONE = "That skill isn't in the documents anymore. Please use `/learned` again."
WHICH = "Which of these did you mean by “{words}”?"
THIS = "Is this what you mean by “{words}”?"
WHICH_DAY = (
    "Should I log “{words}” for today? For another day, send it again, for example `/learned "
    "{words} on 2026-11-03`."
)
LEFT = "I haven't logged these yet. Please send them again: {words}."
NONE_LIKE = "“{words}” isn't in the documents. Keep it as a skill of your own?"


@dataclass(frozen=True, slots=True)
class Pending:
    """What a button logs: a skill, or, without ``skill_id``, the words as the person's own."""

    batch: str
    words: str
    skill_id: str = ""
    on: str = ""
    level: int = 0
    wish: bool = False
    evidence: str = ""

    @property
    def statement(self) -> Statement:
        """Return the part of the person's statement that this button logs."""
        level = Level(self.level) if self.level else None
        return Statement(self.words, self.on, level, self.wish, self.evidence)

    def pack(self) -> str:
        """Return it as a button's value; the evidence is left out if it gets too long."""
        value = json.dumps(list(asdict(self).values()), ensure_ascii=False)
        return value if len(value) <= BUTTON_VALUE else replace(self, evidence="").pack()


def to_pending(batch: str, words: str, statement: Statement) -> Pending:
    """Return what the buttons of a question about ``words``, a part of the statement, log."""
    return Pending(
        batch=batch,
        words=own_words(words),
        on=statement.on,
        level=statement.level or 0,
        wish=statement.wish,
        evidence=statement.evidence[:LONGEST_EVIDENCE],
    )


def unpack(value: str) -> Pending:
    """Parse a button's value.

    Raises:
        ValueError: the value isn't one of ours.
    """
    try:
        found = Pending(*json.loads(value))
        texts = (found.batch, found.words, found.skill_id, found.on, found.evidence)
        if not all(isinstance(text, str) for text in texts) or not (
            found.batch and found.statement
        ):
            raise ValueError(value)
    except (TypeError, ValueError) as error:
        raise ValueError("not a button of this kind") from error
    return found


def ask_message(part: StatementPart, pending: Pending, *, lead: str = "") -> Message:
    """Return the question with the candidates and *None of these* as buttons.

    Without candidates, they are *Keep as my own skill* and *Cancel*.
    """
    quoted = escape(shorten(" ".join(part.words.split()), LONGEST_QUOTE))
    one = len(part.candidates) == 1
    question = THIS if one else WHICH if part.candidates else NONE_LIKE
    if part.problem and part.candidates:
        question = WHICH_DAY
    text = question.format(words=quoted)
    text = f"{escape(lead)}\n{text}" if lead else text
    buttons = [
        button(
            MEANT,
            candidate.skill.text,
            replace(pending, skill_id=candidate.skill.id).pack(),
            label=f"Log: {candidate.skill.text}",
        )
        for candidate in part.candidates
    ]
    if buttons:
        others = [button(NONE_OF_THESE, "None of these", pending.pack())]
    else:
        keep = button(OWN_SKILL, "Keep as my own skill", pending.pack())
        others = [keep, button(CANCEL, "Cancel", pending.batch)]
    return message(text, *paragraphs(text), *actions("meant", [*buttons, *others]))


def left_message(words: Iterable[str]) -> Message:
    """Return the message on parts that were too many to ask about at once."""
    quoted = ", ".join(f"“{shorten(' '.join(each.split()), LONGEST_QUOTE)}”" for each in words)
    return note(LEFT.format(words=shorten(quoted, LONGEST_LEFT)))


def how_message() -> Message:
    """Return the message on how to log skills."""
    return message(HOW, *paragraphs(HOW))
