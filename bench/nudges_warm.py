"""What the fork server loads in advance, so that no replica spends its first second on it.

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
"""What the coach imports only when it first needs it."""


def knowledge() -> KnowledgeService:
    """Return the packaged document in memory; nudges are composed as usual, but without a model."""
    made = build_knowledge(MemoryIndex(), HashingEmbedder())
    made.library.add(outline(DOCUMENT.read_text("utf-8"), DOCUMENT.name), "bench")
    made.warm_up()
    return made


KNOWLEDGE = knowledge()
