"""What people write in the direct message that is meant for the nudges, not as a question."""

from bot.coaching.nudge import Sent
from bot.coaching.replies import chosen, is_letter, wish_in
from bot.slack.conversation import Question
from bot.slack.desk import Desk
from bot.slack.errors import telling
from bot.slack.nudging import answer, nudge_at, redraw, told
from bot.slack.views.message import Message, message, paragraphs
from bot.slack.views.nudge_question import result

WEEK = 7 * 86_400.0


async def take_reply(desk: Desk, said: Question) -> bool:
    """Does what a message asks of the nudges; False where it is for the coach, as ever.

    A reply in a nudge's thread that means one of the options answers its question, and so does a
    letter outside of it.
    """
    sent = None
    below = said.private and said.thread_ts != said.ts
    if below:
        sent = await nudge_at(desk, said.workspace, said.person, said.channel, said.thread_ts)
    elif said.private and is_letter(said.text):
        sent = await _latest(desk, said)
    number = _option(sent, said.text)
    words = ""
    if said.private and number is None:
        words = wish_in(said.text, below=below and sent is not None)
    if number is None and not words:
        return False
    if await desk.claims.take(said.workspace, said.key, desk.clock()):
        desk.work.start(_reply(desk, said, sent, number, words), said.key)
    return True


async def _latest(desk: Desk, said: Question) -> Sent | None:
    """The nudge that came last, within a week."""
    lines = await desk.nudges.sent(said.workspace, said.person, desk.clock() - WEEK)
    return next((line for line in reversed(lines) if not line.open), None)


def _option(sent: Sent | None, text: str) -> int | None:
    """The option that a reply means, where the question is still open."""
    if sent is None or sent.nudge.question is None or sent.answer.chosen is not None:
        return None
    return chosen(text, sent.nudge.question)


async def _reply(
    desk: Desk, said: Question, sent: Sent | None, number: int | None, words: str
) -> None:
    """Failures are told where it was said, and a repeated delivery may then try again."""

    async def run() -> None:
        if sent is not None and number is not None:
            shown = await _answered(desk, sent, number)
        else:
            shown = await told(desk, said.workspace, said.person, words)
        await desk.messenger.reply(said.place, shown, f"{said.key}/nudge")

    well = await telling(
        run(), lambda failed: desk.messenger.reply(said.place, failed, f"{said.key}/error")
    )
    await (desk.claims.done if well else desk.claims.release)(said.workspace, said.key)


async def _answered(desk: Desk, sent: Sent, number: int) -> Message:
    """What to say in the thread; the nudge itself shows the passage."""
    line = await answer(desk, sent, number)
    await redraw(desk, line)
    question = line.nudge.question
    words = result(question, line.answer) if question else ""
    return message(words, *paragraphs(words))
