"""Shared by commands: settings, logging and the knowledge core."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.assemble import KnowledgeService
    from bot.settings import Settings


def load_command_settings(default_level: str = "WARNING") -> "Settings":
    """Load settings and configure logging. ``default_level`` applies if COACH_LOG_LEVEL isn't set.

    Raises:
        InputError: a setting is invalid.
    """
    from bot.logs import configure
    from bot.settings import load_settings

    settings = load_settings()
    given = "coach_log_level" in settings.model_fields_set
    configure(settings.coach_log_level if given else default_level, settings.coach_log_format)
    return settings


@contextmanager
def open_service() -> Iterator["KnowledgeService"]:
    """Yield the knowledge core described by the settings, and close it at the end.

    Raises:
        CoachError: a setting, the chat model or the store can't be used.
    """
    from bot.assemble import open_knowledge

    knowledge = open_knowledge(load_command_settings())
    try:
        yield knowledge
    finally:
        knowledge.close()
