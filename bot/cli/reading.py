"""The stores and the knowledge core for commands that prepare nudges without Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bot.assemble import Knowing
from bot.slack.preparing import Asker
from bot.store.database import Database
from bot.store.learning import DatabaseLearning
from bot.store.nudges import DatabaseNudges
from bot.work import Thinker
from knowledge.model import Catalogue


@dataclass(frozen=True, slots=True)
class Reading:
    """What ``preparing.Source`` asks for. No chat model: a look must cost nothing."""

    knowledge: Knowing
    learning: DatabaseLearning
    nudges: DatabaseNudges
    thinker: Thinker
    asker: Asker | None = None

    async def catalogue(self) -> Catalogue:
        """What the library holds now."""
        return await self.thinker.run(self.knowledge.catalogue)

    async def weigh(self, goal: str) -> Mapping[str, float]:
        """How much each skill serves a goal."""
        return await self.thinker.run(lambda: self.knowledge.weigh(goal)) if goal else {}


@contextmanager
def reading(knowing: Knowing, database: Database) -> Iterator[Reading]:
    """A reading of this database while the block runs."""
    thinker = Thinker()
    try:
        yield Reading(knowing, DatabaseLearning(database), DatabaseNudges(database), thinker)
    finally:
        thinker.close()
