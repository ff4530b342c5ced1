"""The services that Slack handlers use, in one value that ``bot/assemble.py`` builds."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.messages.intent import Intent
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.routing.ports import Asker
from bot.store.nudge_ports import Nudges
from bot.store.personal_data import PersonalStore, personal_stores
from bot.store.ports import Claims, Conversations, Learning, Signals
from bot.work import BoundedExecutor, Work
from knowledge.answers.draft import Draft
from knowledge.guide_model import Guide
from knowledge.model import Answer, Catalogue, Match, Turn


class Knowledge(Protocol):
    """What Slack handlers need from the knowledge core. It blocks, so call it on the executor."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...

    def catalogue(self) -> Catalogue: ...

    def match(self, phrase: str) -> Match: ...

    def match_all(self, phrases: Sequence[str]) -> Sequence[Match]: ...

    def weigh(self, goal: str) -> Mapping[str, float]: ...

    def guides_of(self, skill_id: str) -> Sequence[Guide]: ...

    def guide(self, guide_id: str) -> Guide | None: ...

    def guide_on(self, topic: str) -> Guide | None: ...


class Writer(Protocol):
    """Rewrite a composed answer with a chat model: yields verified drafts, then the answer."""

    def write(
        self, composed: Answer, history: Sequence[Turn] = (), *, level: str | None = None
    ) -> AsyncGenerator[Draft | Answer, None]: ...


def always_ask(_: str) -> Intent:
    """Take every sentence without a cue for a question."""
    return Intent.ASK


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
    classify: Callable[[str], Intent] = always_ask
    """Tells what a sentence without a cue wants; see `IntentClassifier`."""
    writer: Writer | None = None
    asker: Asker | None = None

    @property
    def personal(self) -> tuple[PersonalStore, ...]:
        """Return every store that keeps personal data."""
        return personal_stores(
            self.learning, self.conversations, self.signals, self.nudges, self.claims
        )

    async def catalogue(self) -> Catalogue:
        """Return the catalogue, read on a thread because the store may block."""
        return await self.executor.run(self.knowledge.catalogue)

    async def learner(self, workspace: str, person: str) -> LearnerState:
        """Return a person's current state, folded from their log."""
        entries = await self.learning.of(workspace, person)
        return fold_log(entries, await self.catalogue())

    async def show_home(self, workspace: str, person: str, page: int = 0) -> None:
        """Publish the person's Home tab as it is now; ``page`` counts pages of sections from 0."""
        await self.draw_home(self, workspace, person, page)

    async def weigh(self, goal: str) -> Mapping[str, float]:
        """Return each skill's weight for a goal, by skill id; empty without a goal."""
        return await self.executor.run(lambda: self.knowledge.weigh(goal)) if goal else {}
