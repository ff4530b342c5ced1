"""Streams a chat model's answer into Slack; only verified text is shown."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import structlog

from bot.coaching.learning.progress import learner_level
from bot.slack.answers.views import answer_message, tail
from bot.slack.api.destination import Destination
from bot.slack.api.messenger import Messenger
from bot.slack.api.mrkdwn import escape
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.routing.services import Services
from knowledge.answers.draft import Draft
from knowledge.model import Answer, Turn

log = structlog.get_logger(__name__)


async def describe_level(services: Services, workspace: str, person: str, answer: Answer) -> str:
    """Describe, for the model, how well the person knows the sections an answer cites."""
    cited = {citation.section.id for citation in answer.citations}
    return learner_level(await services.learner(workspace, person), cited)


async def write_answer(
    services: Services, asker: tuple[str, str], composed: Answer, history: tuple[Turn, ...] = ()
) -> Answer:
    """Return the answer in the chat model's words, or ``composed`` without a usable model.

    ``asker`` is (workspace, person).
    """
    if services.writer is None:
        return composed
    answer, level = composed, await describe_level(services, *asker, composed)
    async with aclosing(services.writer.write(composed, history, level=level)) as steps:
        async for step in steps:
            answer = step if isinstance(step, Answer) else answer
    return answer


class Streaming:
    """Stream one answer into one thread; if Slack's stream fails, update the message instead."""

    def __init__(
        self, messenger: Messenger, place: Destination, workspace: str, person: str
    ) -> None:
        self._messenger = messenger
        self._place = place
        self._stream = messenger.stream(place, workspace, person)
        self._broken = False

    async def write(
        self, steps: AsyncGenerator[Draft | Answer, None], composed: Answer, key: str
    ) -> tuple[Answer, tuple[str, ...]]:
        """Return the final answer and its message's ts; no ts if it still needs to be posted."""
        answer = composed
        async with aclosing(steps):
            async for step in steps:
                if isinstance(step, Answer):
                    answer = step
                else:
                    await self._append(step.piece)
        ts = self._stream.ts
        if ts is None or not await self._ended(ts, answer, key):
            return answer, ()
        return answer, (ts,)

    async def _append(self, piece: str) -> None:
        if self._broken:
            return
        try:
            await self._stream.append(markdown_text=escape(piece))
        except SLACK_FAILED as error:
            log.info("stream_interrupted", error=type(error).__name__)
            self._broken = True

    async def _ended(self, ts: str, answer: Answer, key: str) -> bool:
        """Close the stream with the sources; if the streamed text isn't the answer, replace it.

        Return False if neither works; the message is deleted then.
        """
        if await self._stopped(answer, key) and answer.written and not self._broken:
            return True
        try:
            message = answer_message(answer, key=key)
            await self._messenger.update(self._place.channel, ts, message)
        except SLACK_FAILED as error:
            log.info("stream_not_replaced", error=type(error).__name__)
            await self._messenger.delete(self._place.channel, ts)
            return False
        return True

    async def _stopped(self, answer: Answer, key: str) -> bool:
        try:
            await self._stream.stop(blocks=tail(answer, key) if answer.written else None)
        except SLACK_FAILED as error:
            log.info("stream_not_ended", error=type(error).__name__)
            return False
        return True
