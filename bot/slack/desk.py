"""Everything a Slack handler may use, in one value: the composition root fills it."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.standing import Standing, standing
from bot.slack.messenger import Messenger
from bot.slack.people import People
from bot.slack.preparing import Asker
from bot.store.nudge_ports import Nudges
from bot.store.personal import Personal, personal
from bot.store.ports import Claims, Conversations, Learning, Signals
from bot.work import Thinker, Work
from knowledge.model import Answer, Catalogue, Match, Turn
from knowledge.written import Draft


class Knowledge(Protocol):
    """What the Slack side asks of the knowledge core. Blocking: call it through ``Thinker``."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...

    def catalogue(self) -> Catalogue: ...

    def match(self, phrase: str) -> Match: ...

    def weigh(self, goal: str) -> Mapping[str, float]: ...


class Writer(Protocol):
    """Puts a composed answer into a chat model's words: verified drafts, then the answer."""

    def write(
        self, composed: Answer, history: Sequence[Turn] = (), *, level: str | None = None
    ) -> AsyncGenerator[Draft | Answer, None]: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """The services behind every handler."""

    knowledge: Knowledge
    claims: Claims
    conversations: Conversations
    signals: Signals
    learning: Learning
    nudges: Nudges
    messenger: Messenger
    people: People
    work: Work
    thinker: Thinker
    clock: Callable[[], float]
    writer: Writer | None = None
    asker: Asker | None = None

    @property
    def personal(self) -> tuple[Personal, ...]:
        """Every store that keeps something on people."""
        return personal(self.learning, self.conversations, self.signals, self.nudges, self.claims)

    async def catalogue(self) -> Catalogue:
        """The catalogue, read on a thread: asking the store may block."""
        return await self.thinker.run(self.knowledge.catalogue)

    async def standing(self, workspace: str, person: str) -> Standing:
        """Where a person stands now."""
        entries = await self.learning.of(workspace, person)
        return standing(entries, await self.catalogue())

    async def weigh(self, goal: str) -> Mapping[str, float]:
        """How much each skill serves a goal; the model is asked only where there is one."""
        return await self.thinker.run(lambda: self.knowledge.weigh(goal)) if goal else {}
