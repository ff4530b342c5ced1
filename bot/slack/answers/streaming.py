"""An answer in a chat model's words, shown in Slack as it grows; only verified text is shown."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import structlog

from bot.coaching.learning.progress import pitch
from bot.slack.answers.views import answer_message, tail
from bot.slack.api.destination import Destination
from bot.slack.api.messenger import Messenger
from bot.slack.api.mrkdwn import escape
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.routing.services import Services
from knowledge.answers.draft import Draft
from knowledge.model import Answer, Turn

log = structlog.get_logger(__name__)


async def level_of(services: Services, workspace: str, person: str, answer: Answer) -> str:
    """How far the person has come with what an answer cites, in words for the model."""
    cited = {citation.section.id for citation in answer.citations}
    return pitch(await services.learner(workspace, person), cited)


async def finished(
    services: Services, asker: tuple[str, str], composed: Answer, history: tuple[Turn, ...] = ()
) -> Answer:
    """The answer in the model's words where there is a model and it does well, all at once.

    ``asker`` is a workspace and a person of it.
    """
    if services.writer is None:
        return composed
    answer, level = composed, await level_of(services, *asker, composed)
    async with aclosing(services.writer.write(composed, history, level=level)) as steps:
        async for step in steps:
            answer = step if isinstance(step, Answer) else answer
    return answer


class Streaming:
    """One answer streamed into one thread. Where Slack's stream fails, the message is updated."""

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
        """Returns the finished answer and the ts it stands at; no ts: it is still to be posted."""
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
            log.info("stream broken", error=type(error).__name__)
            self._broken = True

    async def _ended(self, ts: str, answer: Answer, key: str) -> bool:
        """Closes the stream with the sources; what differs from what was streamed replaces it.

        False where neither can be done: then nothing of it stays.
        """
        if await self._stopped(answer, key) and answer.written and not self._broken:
            return True
        try:
            message = answer_message(answer, key=key)
            await self._messenger.update(self._place.channel, ts, message)
        except SLACK_FAILED as error:
            log.info("stream_not_replaced", error=type(error).__name__)
            await self._messenger.withdraw(self._place.channel, ts)
            return False
        return True

    async def _stopped(self, answer: Answer, key: str) -> bool:
        try:
            await self._stream.stop(blocks=tail(answer, key) if answer.written else None)
        except SLACK_FAILED as error:
            log.info("stream_not_ended", error=type(error).__name__)
            return False
        return True
