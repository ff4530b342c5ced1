"""What commands share: settings, logging, and the knowledge core while a command runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.assemble import KnowledgeService
    from bot.settings import Settings


def prepared(default_level: str = "WARNING") -> "Settings":
    """The settings, with logging as they say; commands are quiet unless asked to be otherwise."""
    from bot.logs import configure
    from bot.settings import load_settings

    settings = load_settings()
    given = "coach_log_level" in settings.model_fields_set
    configure(settings.coach_log_level if given else default_level, settings.coach_log_format)
    return settings


@contextmanager
def opened() -> Iterator["KnowledgeService"]:
    """The knowledge core of the settings."""
    from bot.assemble import open_knowledge

    knowledge = open_knowledge(prepared())
    try:
        yield knowledge
    finally:
        knowledge.close()
