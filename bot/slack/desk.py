"""Everything a Slack handler may use, in one value: the composition root fills it."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.slack.messenger import Messenger
from bot.store.ports import Claims, Conversations, Signals
from bot.work import Thinker, Work
from knowledge.model import Answer, Catalogue, Turn
from knowledge.written import Draft


class Knowledge(Protocol):
    """What the Slack side asks of the knowledge core. Blocking: call it through ``Thinker``."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...

    def catalogue(self) -> Catalogue: ...


class Writer(Protocol):
    """Puts a composed answer into a chat model's words: verified drafts, then the answer."""

    def write(
        self, composed: Answer, history: Sequence[Turn] = ()
    ) -> AsyncGenerator[Draft | Answer, None]: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """The services behind every handler."""

    knowledge: Knowledge
    claims: Claims
    conversations: Conversations
    signals: Signals
    messenger: Messenger
    work: Work
    thinker: Thinker
    clock: Callable[[], float]
    writer: Writer | None = None

    async def catalogue(self) -> Catalogue:
        """The catalogue, read on a thread: asking the store may block."""
        return await self.thinker.run(self.knowledge.catalogue)
