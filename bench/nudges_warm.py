"""What the fork server holds ready, so that no replica spends its first second on it.

Only that server imports this module; a replica is a copy of it.
"""

import alembic.command
import fsrs
import psycopg

from bench.workloads import DOCUMENT
from bot.assemble import KnowledgeService, build_knowledge
from ingest.outline import outline
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex

LATE = (alembic.command, fsrs, psycopg)
"""What the coach imports when it first needs it."""


def knowledge() -> KnowledgeService:
    """The packaged document in memory: what is sent is composed as ever, without a model."""
    made = build_knowledge(MemoryIndex(), HashingEmbedder())
    made.library.add(outline(DOCUMENT.read_text("utf-8"), DOCUMENT.name), "bench")
    made.warm_up()
    return made


KNOWING = knowledge()
