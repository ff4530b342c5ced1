"""The stores and the knowledge core for commands that compose nudges without Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bot.assemble import KnowledgeService
from bot.slack.routing.ports import Asker
from bot.store.database import Database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from bot.work import BoundedExecutor
from knowledge.model import Catalogue


@dataclass(frozen=True, slots=True)
class NudgeContext:
    """The data for composing nudges, without Slack. No chat model: a preview must cost nothing."""

    knowledge: KnowledgeService
    learning: DatabaseLearning
    nudges: DatabaseNudges
    executor: BoundedExecutor
    asker: Asker | None = None

    async def catalogue(self) -> Catalogue:
        """Return the documents currently in the library."""
        return await self.executor.run(self.knowledge.catalogue)

    async def weigh(self, goal: str) -> Mapping[str, float]:
        """Return skill id -> how well it serves the goal, 0 to 1; empty without a goal."""
        return await self.executor.run(lambda: self.knowledge.weigh(goal)) if goal else {}


@contextmanager
def nudge_context(knowledge: KnowledgeService, database: Database) -> Iterator[NudgeContext]:
    """Yield a context that reads this database while the block runs."""
    executor = BoundedExecutor()
    try:
        yield NudgeContext(
            knowledge, DatabaseLearning(database), DatabaseNudges(database), executor
        )
    finally:
        executor.close()
