"""One question, from the moment it is heard to the reply in its thread."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coaching.gaps import Signal, Verdict
from bot.coaching.statement import stated
from bot.slack.desk import Desk
from bot.slack.errors import Undeliverable, telling
from bot.slack.learning import Heard, hear
from bot.slack.registry import Place
from bot.slack.retries import SLACK_FAILED
from bot.slack.views.answer import answer_message
from bot.slack.views.feedback import LONGEST_QUESTION
from bot.slack.views.message import Message, note
from bot.slack.writing import Streaming, finished, level_of
from bot.store.ports import Exchange
from bot.work import Busy
from knowledge.model import Answer, Turn

CUT_SHORT = (
    "I am being restarted and had to stop in the middle of this. Please ask me again in a minute."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A message asked of the coach. ``thread_ts`` is the thread the reply belongs to.

    One not ``addressed`` (people talk on in a thread) gets an answer or silence, no refusal.
    ``direct``: in the direct message, or with a mention; only there a statement is heard.
    """

    workspace: str
    channel: str
    ts: str
    thread_ts: str
    person: str
    text: str
    addressed: bool = True
    direct: bool = False

    @property
    def key(self) -> str:
        """Names the message for good; a mention and its `message` twin share it."""
        return f"message:{self.channel}:{self.ts}"

    @property
    def place(self) -> Place:
        """Where the reply goes."""
        return Place(self.channel, self.thread_ts)

    @property
    def private(self) -> bool:
        """Whether it stands in the direct message."""
        return self.channel.startswith("D")

    @property
    def beside(self) -> Place:
        """Where a whisper goes: Slack shows one in a thread only where the thread has begun."""
        return Place(self.channel, None if self.thread_ts == self.ts else self.thread_ts)


async def take(desk: Desk, question: Question) -> None:
    """Starts answering, unless somebody answers this question already."""
    if not await desk.claims.take(question.workspace, question.key, desk.clock()):
        return
    try:
        desk.work.start(_answer_once(desk, question), question.key)
    except Busy as busy:
        await desk.claims.release(question.workspace, question.key)
        await desk.messenger.reply(question.place, note(str(busy)), f"{question.key}/busy")


async def _answer_once(desk: Desk, question: Question) -> None:
    await desk.messenger.status(question.place)
    try:
        went_well = await telling(
            _reply(desk, question),
            lambda message: desk.messenger.reply(question.place, message, f"{question.key}/error"),
            workspace=question.workspace,
            channel=question.channel,
        )
    except asyncio.CancelledError:
        await _say_cut_short(desk, question)
        raise
    finish = desk.claims.done if went_well else desk.claims.release
    await finish(question.workspace, question.key)


async def _reply(desk: Desk, question: Question) -> None:
    if question.direct and (statement := stated(question.text)):
        await _log(desk, question, statement)
        return
    answer, history = await think(desk, question)
    if answer.refused and not question.addressed:
        await desk.messenger.status(question.place, "")
        return
    posted: tuple[str, ...] = ()
    if desk.writer is not None and not answer.refused:
        streaming = Streaming(desk.messenger, question.place, question.workspace, question.person)
        level = await level_of(desk, question.workspace, question.person, answer)
        steps = desk.writer.write(answer, history, level=level)
        answer, posted = await streaming.write(steps, answer, question.key)
    channel = question.channel
    if not posted:
        channel, posted = await _post(desk, question, answer)
    await desk.conversations.add(_exchange(question, answer, channel, posted, desk.clock()))
    await keep_refusal(desk, answer, question.workspace, question.key, question.person)


async def _log(desk: Desk, question: Question, statement: str) -> None:
    """Somebody says what they learned: in a channel only they see what becomes of it."""
    heard = Heard(question.workspace, question.person, statement, question.key)
    for number, message in enumerate(await hear(desk, heard)):
        if question.private:
            await desk.messenger.reply(question.place, message, f"{question.key}/learned{number}")
        else:
            await desk.messenger.whisper(question.beside, question.person, message)
    await desk.messenger.status(question.place, "")


async def _post(desk: Desk, question: Question, answer: Answer) -> tuple[str, tuple[str, ...]]:
    """Where the reply went and as which messages; to the person alone where it must."""
    message = answer_message(answer, key=question.key)
    try:
        posted = await desk.messenger.reply(question.place, message, question.key)
        return question.channel, posted
    except Undeliverable:
        place = Place(question.person)
        return place.channel, await desk.messenger.reply(place, _privately(message), question.key)


async def keep_refusal(desk: Desk, answer: Answer, workspace: str, key: str, person: str) -> None:
    """A refusal near what the documents hold goes to the gap radar; one far from it does not."""
    if answer.refused and answer.offers:
        sections = tuple(hit.section.id for hit in answer.offers)
        question = answer.question[:LONGEST_QUESTION]
        await desk.signals.add(
            Signal(workspace, key, Verdict.REFUSED, person, question, sections, desk.clock())
        )


async def think(desk: Desk, question: Question) -> tuple[Answer, tuple[Turn, ...]]:
    """The composed answer in the light of what was said in this thread before, and that."""
    thread = await desk.conversations.of_thread(
        question.workspace, question.channel, question.thread_ts
    )
    history = turns([e for e in thread if e.question_ts < question.ts])
    answer = await desk.thinker.run(lambda: desk.knowledge.answer(question.text, history))
    return answer, history


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Exchanges as the turns of a conversation, oldest first."""
    return tuple(
        turn
        for e in exchanges
        for turn in (Turn("person", e.question), Turn("coach", e.answer, e.section_ids))
    )


async def correct(desk: Desk, said: Exchange, text: str) -> None:
    """The person edited a question: the reply is made anew, where it stands."""
    question = Question(
        said.workspace, said.channel, said.question_ts, said.thread_ts, said.person, text
    )
    composed, history = await think(desk, question)
    answer = await finished(desk, (said.workspace, said.person), composed, history)
    message = answer_message(answer, key=question.key)
    await desk.messenger.update(said.answer_channel, said.answer_ts[0], message)
    for ts in said.answer_ts[1:]:
        await desk.messenger.withdraw(said.answer_channel, ts)
    made = _exchange(question, answer, said.answer_channel, said.answer_ts[:1], desk.clock())
    await desk.conversations.add(made)


async def withdraw(desk: Desk, said: Exchange) -> None:
    """The person deleted a question: the reply goes, and the coach's memory of both."""
    for ts in said.answer_ts:
        await desk.messenger.withdraw(said.answer_channel, ts)
    await desk.conversations.remove(said.workspace, said.channel, said.question_ts)


async def _say_cut_short(desk: Desk, question: Question) -> None:
    """Says that a restart cut the answer, as well as can be said in a moment."""
    await desk.claims.release(question.workspace, question.key)
    try:
        await desk.messenger.reply(question.place, note(CUT_SHORT), f"{question.key}/cut")
    except (*SLACK_FAILED, Undeliverable):
        return


def _privately(message: Message) -> Message:
    why = note("I can't write in that channel any more, so here is your answer.")
    return replace(message, blocks=(*why.blocks, *message.blocks))


def _exchange(
    question: Question, answer: Answer, channel: str, posted: tuple[str, ...], at: float
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
