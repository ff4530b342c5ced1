"""What the fork server holds ready, so that no replica spends its first second on it.

Only that server imports this module; a replica is a copy of it.
"""

import alembic.command
import fsrs
import psycopg

from bench.ground import DOCUMENT
from bot.assemble import Knowing, build_knowing
from ingest.outline import outline
from knowledge.memory import HashingEmbedder, MemoryIndex

LATE = (alembic.command, fsrs, psycopg)
"""What the coach imports when it first needs it."""


def knowing() -> Knowing:
    """The packaged document in memory: what is sent is composed as ever, without a model."""
    made = build_knowing(MemoryIndex(), HashingEmbedder())
    made.library.add(outline(DOCUMENT.read_text("utf-8"), DOCUMENT.name), "bench")
    made.warm_up()
    return made


KNOWING = knowing()
