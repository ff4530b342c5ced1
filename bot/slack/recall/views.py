"""Shows a quiz question with its options as buttons, and the feedback on an answer."""

from bot.coaching.recall.question import RecallQuestion
from bot.slack.api.blocks import Block, Message, actions, button, context, message, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from knowledge.guide_model import CheckQuestion, Guide

QUIZ_ANSWER, QUIZ_AGAIN = "quiz_answer", "quiz_again"
"""Action ids. The values are ``guide:question:option:key`` and a guide's id."""
NOT_SURE = -1
LETTERS = "ABCDEFGH"
LONGEST = 600
LONGEST_OPTION = 250

RIGHT = "✓ *That's right.* {why}"
WRONG = "*Not quite: {right}* {why}"
SHOWN = "*{right}* {why}"
COUNTED = "This counts for your recall of “{skill}”."
NOTHING_ON = (
    "I don't have a question on “{topic}”. Try one of these: {topics}, for example "
    "`/quiz {example}`."
)
GONE = "That question is from an older version of the guide. Ask for a new one with `/quiz`."


def quiz_message(guide: Guide, number: int, order: tuple[int, ...], key: str) -> Message:
    """Return a question. ``order`` is the options' indexes as shown; ``key`` names this quiz."""
    question = guide.questions[number]
    lines = [f"*A question on {escape(guide.title)}*", escape(shorten(question.text, LONGEST))]
    lines += [
        f"*{letter}*  {escape(shorten(question.options[option], LONGEST_OPTION))}"
        for letter, option in zip(LETTERS, order, strict=False)
    ]
    buttons = [
        button(
            QUIZ_ANSWER,
            letter,
            f"{guide.id}:{number}:{option}:{key}",
            label=f"{letter}: {question.options[option]}",
        )
        for letter, option in zip(LETTERS, order, strict=False)
    ]
    buttons.append(button(QUIZ_ANSWER, "Not sure", f"{guide.id}:{number}:{NOT_SURE}:{key}"))
    text = f"A question on {guide.title}: {question.text}"
    return message(escape(text), *paragraphs("\n".join(lines)), *actions("quiz", buttons))


def feedback_message(guide: Guide, number: int, chosen: int, skill: str) -> Message:
    """Return whether the answer is right, and why; it counts for ``skill`` ("" for none)."""
    question = guide.questions[number]
    verdict = _verdict(question, chosen)
    lines = [escape(shorten(question.text, LONGEST)), verdict]
    note = context(escape(COUNTED.format(skill=shorten(skill, 150)))) if skill else []
    again = actions("quiz", [button(QUIZ_AGAIN, "Another question", guide.id)])
    blocks: list[Block] = [*paragraphs("\n".join(lines)), *note, *again]
    return message(verdict.replace("*", ""), *blocks)


def nothing_message(topic: str, topics: tuple[str, ...]) -> Message:
    """Return the message that no guide fits a topic, with some topics that work."""
    text = NOTHING_ON.format(
        topic=escape(shorten(topic, 80)),
        topics=escape("; ".join(topics)) or "none yet",
        example=escape(topics[0] if topics else "caching"),
    )
    return message(text, *paragraphs(text))


def _verdict(question: CheckQuestion, chosen: int) -> str:
    right, why = escape(question.options[question.right]).replace("*", "∗"), escape(question.why)
    if chosen == question.right:
        return RIGHT.format(why=why)
    template = SHOWN if chosen == NOT_SURE else WRONG
    return template.format(right=right if right.endswith((".", "?", "!")) else f"{right}.", why=why)


def recall_of(
    guide: Guide, number: int, skill_id: str, section_id: str, text: str
) -> RecallQuestion:
    """Return a guide's question as a recall question, so that its answer counts like a nudge's."""
    question = guide.questions[number]
    return RecallQuestion(
        "guide",
        skill_id,
        section_id,
        question.text,
        question.options,
        question.right,
        text,
        question.why,
    )
