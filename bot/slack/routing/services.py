"""Everything a Slack handler may use, in one value: the composition root fills it."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.routing.ports import Asker
from bot.store.nudge_ports import Nudges
from bot.store.personal import Personal, personal
from bot.store.ports import Claims, Conversations, Learning, Signals
from bot.work import BoundedExecutor, Work
from knowledge.answers.draft import Draft
from knowledge.model import Answer, Catalogue, Match, Turn


class Knowledge(Protocol):
    """What Slack handlers need from the knowledge core. Blocking: call it on the executor."""

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
class Services:
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
    executor: BoundedExecutor
    clock: Callable[[], float]
    draw_home: Callable[["Services", str, str, int], Awaitable[None]]
    writer: Writer | None = None
    asker: Asker | None = None

    @property
    def personal(self) -> tuple[Personal, ...]:
        """Every store that keeps something on people."""
        return personal(self.learning, self.conversations, self.signals, self.nudges, self.claims)

    async def catalogue(self) -> Catalogue:
        """The catalogue, read on a thread: asking the store may block."""
        return await self.executor.run(self.knowledge.catalogue)

    async def learner(self, workspace: str, person: str) -> LearnerState:
        """Where a person stands now."""
        entries = await self.learning.of(workspace, person)
        return fold_log(entries, await self.catalogue())

    async def show_home(self, workspace: str, person: str, page: int = 0) -> None:
        """Publish the person's Home tab as it is now; ``page`` counts pages of sections from 0."""
        await self.draw_home(self, workspace, person, page)

    async def weigh(self, goal: str) -> Mapping[str, float]:
        """How much each skill serves a goal; the model is asked only where there is one."""
        return await self.executor.run(lambda: self.knowledge.weigh(goal)) if goal else {}
