"""What people write in the direct message that is meant for the nudges, not as a question."""

from bot.coaching.nudges.model import Sent
from bot.coaching.nudges.replies import chosen, is_letter, wish_in
from bot.slack.api.blocks import Message, message, paragraphs
from bot.slack.api.error_report import telling
from bot.slack.nudges.responses import answer, redraw, told
from bot.slack.nudges.view_question import result
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services
from bot.slack.suggestions.nudge_touch import nudge_at

WEEK = 7 * 86_400.0


async def take_reply(services: Services, said: AskedQuestion) -> bool:
    """Does what a message asks of the nudges; False where it is for the coach, as ever.

    A reply in a nudge's thread that means one of the options answers its question, and so does a
    letter outside of it.
    """
    sent = None
    below = said.private and said.thread_ts != said.ts
    if below:
        sent = await nudge_at(services, said.workspace, said.person, said.channel, said.thread_ts)
    elif said.private and is_letter(said.text):
        sent = await _latest(services, said)
    number = _option(sent, said.text)
    words = ""
    if said.private and number is None:
        words = wish_in(said.text, below=below and sent is not None)
    if number is None and not words:
        return False
    if await services.claims.take(said.workspace, said.key, services.clock()):
        services.work.start(_reply(services, said, sent, number, words), said.key)
    return True


async def _latest(services: Services, said: AskedQuestion) -> Sent | None:
    """The nudge that came last, within a week."""
    lines = await services.nudges.sent(said.workspace, said.person, services.clock() - WEEK)
    return next((line for line in reversed(lines) if not line.open), None)


def _option(sent: Sent | None, text: str) -> int | None:
    """The option that a reply means, where the question is still open."""
    if sent is None or sent.nudge.question is None or sent.answer.chosen is not None:
        return None
    return chosen(text, sent.nudge.question)


async def _reply(
    services: Services, said: AskedQuestion, sent: Sent | None, number: int | None, words: str
) -> None:
    """Failures are told where it was said, and a repeated delivery may then try again."""

    async def run() -> None:
        if sent is not None and number is not None:
            shown = await _answered(services, sent, number)
        else:
            shown = await told(services, said.workspace, said.person, words)
        await services.messenger.reply(said.place, shown, f"{said.key}/nudge")

    well = await telling(
        run(), lambda failed: services.messenger.reply(said.place, failed, f"{said.key}/error")
    )
    await (services.claims.done if well else services.claims.release)(said.workspace, said.key)


async def _answered(services: Services, sent: Sent, number: int) -> Message:
    """What to say in the thread; the nudge itself shows the passage."""
    line = await answer(services, sent, number)
    await redraw(services, line)
    question = line.nudge.question
    words = result(question, line.answer) if question else ""
    return message(words, *paragraphs(words))
