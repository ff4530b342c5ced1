"""Shows a nudge's recall question with its options; after the answer, the cited passage."""

from bot.coaching.nudges.model import NOT_SURE, RecallAnswer
from bot.coaching.recall.question import RecallQuestion
from bot.slack.api.blocks import Block, actions, button, context, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.nudges import view_times as times
from bot.slack.nudges.view_source import source_line
from knowledge.model import Catalogue

ANSWER = "nudge_answer"
"""Action id; the value is ``chosen|key``."""
LETTERS = "ABCDEFGH"
SHORT_OPTION = 30
"""Characters that a button shows in full on a phone; longer options are listed above it."""
LONGEST_QUESTION = 600
LONGEST_OPTION = 250
LONGEST_PASSAGE = 500

TITLE = "*Do you still know this?*"
RIGHT = "✓ *{answer}*. That's right."
WRONG = "It's *{answer}*. They're easy to mix up."
SHOWN = "It's *{answer}*. Good that you looked at it again."
AGAIN = "I'll ask about it again around {day}"


def question_blocks(question: RecallQuestion, key: str) -> list[Block]:
    """Return an unanswered question; ``key`` identifies the nudge."""
    lettered = any(len(option) > SHORT_OPTION for option in question.options)
    lines = [TITLE, escape(shorten(question.text, LONGEST_QUESTION))]
    if lettered:
        lines += [
            f"*{letter}*  {escape(shorten(option, LONGEST_OPTION))}"
            for letter, option in zip(LETTERS, question.options, strict=False)
        ]
    buttons = [
        _option(number, option, key, lettered=lettered)
        for number, option in enumerate(question.options[: len(LETTERS)])
    ]
    buttons.append(button(ANSWER, "Not sure, show me", f"{NOT_SURE}|{key}"))
    return [*paragraphs("\n".join(lines)), *actions("nudge_question", buttons)]


def answered_blocks(
    question: RecallQuestion,
    answer: RecallAnswer,
    catalogue: Catalogue,
    again: float | None,
    zone: str,
) -> list[Block]:
    """Return an answered question: the right answer, the passage, and when it comes up again.

    ``again`` is in seconds since 1970.
    """
    lines = [TITLE, escape(shorten(question.text, LONGEST_QUESTION)), result(question, answer)]
    if question.why:
        lines.append(escape(shorten(question.why, LONGEST_PASSAGE)))
    elif question.passage and question.passage != question.options[question.right]:
        lines.append(f"> {_quoted(question.passage)}")
    notes = [
        source_line(question.section_id, catalogue),
        AGAIN.format(day=times.day(again, zone)) if again else "",
        "Only you see this",
    ]
    return [*paragraphs("\n".join(lines)), *context(" · ".join(filter(None, notes)))]


def result(question: RecallQuestion, answer: RecallAnswer) -> str:
    """Return one kind sentence, as mrkdwn: whether the answer is right, and the right one."""
    verdict = RIGHT if answer.right else WRONG
    words = SHOWN if answer.chosen == NOT_SURE else verdict
    right = question.options[question.right]
    return words.format(answer=escape(shorten(right, LONGEST_OPTION)))


def _option(number: int, option: str, key: str, *, lettered: bool) -> Block:
    letter = LETTERS[number]
    if lettered:
        return button(ANSWER, letter, f"{number}|{key}", label=f"{letter}: {option}")
    return button(ANSWER, option, f"{number}|{key}")


def _quoted(passage: str) -> str:
    """Return the passage on one line, since a line break would end the quote."""
    return escape(shorten(" ".join(passage.split()), LONGEST_PASSAGE))
