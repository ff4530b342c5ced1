"""What is asked about something learned: which skill was meant, or whether to keep it as own."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from bot.coaching.learning.entries import Level
from bot.coaching.learning.logging_decision import LONGEST_EVIDENCE, StatementPart, own_words
from bot.coaching.learning.statement_parser import Statement
from bot.slack.api.blocks import BUTTON_VALUE, Message, actions, button, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten

MEANT, OWN_SKILL, CANCEL = "learned_meant", "learned_own", "learned_cancel"
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
LEFT = "I haven't logged these yet. Please send them again: {words}."
NONE_LIKE = "“{words}” isn't in the documents. Keep it as a skill of your own?"


@dataclass(frozen=True, slots=True)
class Pending:
    """What a button logs when it is pressed: a skill, or with no ``skill_id`` the words as own."""

    batch: str
    words: str
    skill_id: str = ""
    on: str = ""
    level: int = 0
    wish: bool = False
    evidence: str = ""

    @property
    def said(self) -> Statement:
        """What was said, but for the words of other skills."""
        level = Level(self.level) if self.level else None
        return Statement(self.words, self.on, level, self.wish, self.evidence)

    def packed(self) -> str:
        """As a button's value; where that is too long the evidence is left out."""
        value = json.dumps(list(asdict(self).values()), ensure_ascii=False)
        return value if len(value) <= BUTTON_VALUE else replace(self, evidence="").packed()


def pending(batch: str, words: str, said: Statement) -> Pending:
    """A question about ``words``, which are part of what was said."""
    return Pending(
        batch=batch,
        words=own_words(words),
        on=said.on,
        level=said.level or 0,
        wish=said.wish,
        evidence=said.evidence[:LONGEST_EVIDENCE],
    )


def unpacked(value: str) -> Pending:
    """Reads a button's value. Raises ``ValueError`` for one that is not ours."""
    try:
        found = Pending(*json.loads(value))
        texts = (found.batch, found.words, found.skill_id, found.on, found.evidence)
        if not all(isinstance(text, str) for text in texts) or not (found.batch and found.said):
            raise ValueError(value)
    except (TypeError, ValueError) as error:
        raise ValueError("not a button of this kind") from error
    return found


def ask_message(part: StatementPart, asked: Pending, *, lead: str = "") -> Message:
    """The candidates as buttons, and the ways out."""
    quoted = escape(shorten(" ".join(part.words.split()), LONGEST_QUOTE))
    text = (WHICH if part.candidates else NONE_LIKE).format(words=quoted)
    text = f"{escape(lead)}\n{text}" if lead else text
    buttons = [
        button(
            MEANT,
            candidate.skill.text,
            replace(asked, skill_id=candidate.skill.id).packed(),
            label=f"Log: {candidate.skill.text}",
        )
        for candidate in part.candidates
    ]
    own = "None of these: keep as my own skill" if buttons else "Keep as my own skill"
    ways_out = [button(OWN_SKILL, own, asked.packed()), button(CANCEL, "Cancel", asked.batch)]
    return message(text, *paragraphs(text), *actions("meant", [*buttons, *ways_out]))


def left_message(words: Iterable[str]) -> Message:
    """What was said at once and is too much to ask about at once."""
    quoted = ", ".join(f"“{shorten(' '.join(each.split()), LONGEST_QUOTE)}”" for each in words)
    return note(LEFT.format(words=shorten(quoted, LONGEST_LEFT)))


def how_message() -> Message:
    """How to log something."""
    return message(HOW, *paragraphs(HOW))
