"""Handles direct messages that answer or change nudges instead of asking a question."""

from bot.coaching.nudges.model import Sent
from bot.coaching.nudges.replies import find_command, find_option, is_letter
from bot.slack.api.blocks import Message, message, paragraphs
from bot.slack.api.error_report import run_or_tell
from bot.slack.nudges.responses import record_answer, redraw, run_command
from bot.slack.nudges.view_question import result
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services
from bot.slack.suggestions.clicked_nudge import nudge_at

WEEK = 7 * 86_400.0


async def take_reply(services: Services, reply: AskedQuestion) -> bool:
    """Handle a message about nudges; return False if it is anything else.

    A reply in a nudge's thread that matches an option answers its question, and so does a single
    letter outside the thread.
    """
    sent = None
    in_thread = reply.private and reply.thread_ts != reply.ts
    if in_thread:
        sent = await nudge_at(
            services, reply.workspace, reply.person, reply.channel, reply.thread_ts
        )
    elif reply.private and is_letter(reply.text):
        sent = await _latest(services, reply)
    number = _option(sent, reply.text)
    words = ""
    if reply.private and number is None:
        words = find_command(reply.text, below=in_thread and sent is not None)
    if number is None and not words:
        return False
    if await services.claims.take(reply.workspace, reply.key, services.clock()):
        services.work.start(_reply(services, reply, sent, number, words), reply.key)
    return True


async def _latest(services: Services, reply: AskedQuestion) -> Sent | None:
    """Return the person's latest nudge of the last seven days."""
    lines = await services.nudges.sent(reply.workspace, reply.person, services.clock() - WEEK)
    return next((line for line in reversed(lines) if not line.open), None)


def _option(sent: Sent | None, text: str) -> int | None:
    """Return the option that a reply means; None if it means none or the question is answered."""
    if sent is None or sent.nudge.question is None or sent.answer.chosen is not None:
        return None
    return find_option(text, sent.nudge.question)


async def _reply(
    services: Services, reply: AskedQuestion, sent: Sent | None, number: int | None, words: str
) -> None:
    """Reply in the thread. A failure is reported there, and Slack's next delivery may try again."""

    async def run() -> None:
        if sent is not None and number is not None:
            shown = await _answered(services, sent, number)
        else:
            shown = await run_command(services, reply.workspace, reply.person, words)
        await services.messenger.reply(reply.place, shown, f"{reply.key}/nudge")

    succeeded = await run_or_tell(
        run(), lambda failed: services.messenger.reply(reply.place, failed, f"{reply.key}/error")
    )
    finish = services.claims.done if succeeded else services.claims.release
    await finish(reply.workspace, reply.key)


async def _answered(services: Services, sent: Sent, number: int) -> Message:
    """Record the answer; return the result for the thread. The nudge itself shows the passage."""
    line = await record_answer(services, sent, number)
    await redraw(services, line)
    question = line.nudge.question
    words = result(question, line.answer) if question else ""
    return message(words, *paragraphs(words))
