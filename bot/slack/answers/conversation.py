"""Answers a question in its thread, and updates or deletes the answer when the question changes."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.coaching.feedback.gaps import Signal, Verdict
from bot.slack.answers.streaming import Streaming, describe_level, write_answer
from bot.slack.answers.views import answer_message
from bot.slack.api.blocks import Message, note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import Undeliverable, run_or_tell
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.feedback.thumbs import LONGEST_QUESTION
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services
from bot.store.ports import Exchange
from bot.work import Busy
from knowledge.model import Answer, Turn

CUT_SHORT = "I'm being restarted and had to stop halfway. Please ask again in a minute."


async def start_answer(services: Services, question: AskedQuestion) -> None:
    """Start answering, unless the question is already being answered."""
    if not await services.claims.take(question.workspace, question.key, services.clock()):
        return
    try:
        services.work.start(_answer_once(services, question), question.key)
    except Busy as busy:
        await services.claims.release(question.workspace, question.key)
        await services.messenger.reply(question.place, note(str(busy)), f"{question.key}/busy")


async def _answer_once(services: Services, question: AskedQuestion) -> None:
    await services.messenger.status(question.place)
    try:
        succeeded = await run_or_tell(
            reply_to_question(services, question),
            lambda message: services.messenger.reply(
                question.place, message, f"{question.key}/error"
            ),
            workspace=question.workspace,
            channel=question.channel,
        )
    except asyncio.CancelledError:
        await _say_cut_short(services, question)
        raise
    finish = services.claims.done if succeeded else services.claims.release
    await finish(question.workspace, question.key)


async def reply_to_question(services: Services, question: AskedQuestion) -> None:
    """Answer in the question's thread, and keep both; silently pass over what isn't for the coach.

    Raises:
        SlackApiError: Slack fails. Other errors of ``SLACK_FAILED`` are possible too.
    """
    answer, history = await compose_answer(services, question)
    if answer.refused and not question.addressed:
        await services.messenger.status(question.place, "")
        return
    posted: tuple[str, ...] = ()
    if services.writer is not None and not answer.refused:
        streaming = Streaming(
            services.messenger, question.place, question.workspace, question.person
        )
        level = await describe_level(services, question.workspace, question.person, answer)
        steps = services.writer.write(answer, history, level=level)
        answer, posted = await streaming.write(steps, answer, question.key)
    channel = question.channel
    if not posted:
        channel, posted = await _post(services, question, answer)
    await services.conversations.add(_exchange(question, answer, channel, posted, services.clock()))
    await keep_refusal(services, answer, question.workspace, question.key, question.person)


async def _post(
    services: Services, question: AskedQuestion, answer: Answer
) -> tuple[str, tuple[str, ...]]:
    """Post the answer, by direct message if the channel is closed; return its channel and ts."""
    message = answer_message(answer, key=question.key)
    try:
        posted = await services.messenger.reply(question.place, message, question.key)
        return question.channel, posted
    except Undeliverable:
        place = Destination(question.person)
        return place.channel, await services.messenger.reply(
            place, _privately(message), question.key
        )


async def keep_refusal(
    services: Services, answer: Answer, workspace: str, key: str, person: str
) -> None:
    """Record a refusal for the gap report if some section is close to the question."""
    if answer.refused and answer.offers:
        sections = tuple(hit.section.id for hit in answer.offers)
        question = answer.question[:LONGEST_QUESTION]
        await services.signals.add(
            Signal(workspace, key, Verdict.REFUSED, person, question, sections, services.clock())
        )


async def compose_answer(
    services: Services, question: AskedQuestion
) -> tuple[Answer, tuple[Turn, ...]]:
    """Compose an answer in the context of its thread; return it and the thread's earlier turns."""
    thread = await services.conversations.of_thread(
        question.workspace, question.channel, question.thread_ts
    )
    history = to_turns([e for e in thread if e.question_ts < question.ts])
    answer = await services.executor.run(lambda: services.knowledge.answer(question.text, history))
    return answer, history


def to_turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return exchanges as turns of a conversation, oldest first."""
    return tuple(
        turn
        for e in exchanges
        for turn in (Turn("person", e.question), Turn("coach", e.answer, e.section_ids))
    )


async def update_answer(services: Services, exchange: Exchange, text: str) -> None:
    """Answer an edited question, replacing the earlier reply."""
    question = AskedQuestion(
        exchange.workspace,
        exchange.channel,
        exchange.question_ts,
        exchange.thread_ts,
        exchange.person,
        text,
    )
    composed, history = await compose_answer(services, question)
    answer = await write_answer(services, (exchange.workspace, exchange.person), composed, history)
    message = answer_message(answer, key=question.key)
    await services.messenger.update(exchange.answer_channel, exchange.answer_ts[0], message)
    for ts in exchange.answer_ts[1:]:
        await services.messenger.delete(exchange.answer_channel, ts)
    updated = _exchange(
        question, answer, exchange.answer_channel, exchange.answer_ts[:1], services.clock()
    )
    await services.conversations.add(updated)


async def delete_answer(services: Services, exchange: Exchange) -> None:
    """Delete the reply to a deleted question, and the coach's record of both."""
    for ts in exchange.answer_ts:
        await services.messenger.delete(exchange.answer_channel, ts)
    await services.conversations.remove(exchange.workspace, exchange.channel, exchange.question_ts)


async def _say_cut_short(services: Services, question: AskedQuestion) -> None:
    """Tell the person that a restart interrupted the answer; there is time for one try."""
    await services.claims.release(question.workspace, question.key)
    try:
        await services.messenger.reply(question.place, note(CUT_SHORT), f"{question.key}/cut")
    except (*SLACK_FAILED, Undeliverable):
        return


def _privately(message: Message) -> Message:
    why = note("I can't post in that channel anymore, so here's your answer.")
    return replace(message, blocks=(*why.blocks, *message.blocks))


def _exchange(
    question: AskedQuestion, answer: Answer, channel: str, posted: tuple[str, ...], at: float
) -> Exchange:
    cited = tuple(dict.fromkeys(c.section.id for c in answer.citations))
    return Exchange(
        workspace=question.workspace,
        channel=question.channel,
        thread_ts=question.thread_ts,
        question_ts=question.ts,
        person=question.person,
        question=question.text,
        answer=answer.text,
        answer_channel=channel,
        answer_ts=posted,
        section_ids=cited,
        at=at,
    )
