"""The stores and the knowledge core for commands that prepare nudges without Slack."""

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
    """What ``preparing.Source`` asks for. No chat model: a look must cost nothing."""

    knowledge: KnowledgeService
    learning: DatabaseLearning
    nudges: DatabaseNudges
    executor: BoundedExecutor
    asker: Asker | None = None

    async def catalogue(self) -> Catalogue:
        """What the library holds now."""
        return await self.executor.run(self.knowledge.catalogue)

    async def weigh(self, goal: str) -> Mapping[str, float]:
        """How much each skill serves a goal."""
        return await self.executor.run(lambda: self.knowledge.weigh(goal)) if goal else {}


@contextmanager
def reading(knowledge: KnowledgeService, database: Database) -> Iterator[NudgeContext]:
    """A reading of this database while the block runs."""
    executor = BoundedExecutor()
    try:
        yield NudgeContext(
            knowledge, DatabaseLearning(database), DatabaseNudges(database), executor
        )
    finally:
        executor.close()
