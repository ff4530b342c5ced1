"""Logging: one line per event, to stderr, without secrets. Text for people, JSON for machines."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

SECRET = re.compile(
    r"xox[a-z](?:\.[a-z0-9]+)?-[\w-]+|xapp-[\w-]+|\bsk-[\w-]{12,}|(?<=://)[^/\s:@]*:[^/\s]+(?=@)"
    r"|(?<=hooks\.slack\.com/)\S+|(?<=ticket=)[\w-]+"
)
"""Slack tokens (``xoxb-1-a``, ``xapp-1-a``), API keys (``sk-…``), ``user:password`` in a URL, the
path of a Slack webhook, and the ``ticket=`` of a socket URL."""
HIDDEN = "[hidden]"


def redact(text: str) -> str:
    """Return the text with tokens, keys and passwords in URLs replaced by ``HIDDEN``."""
    return SECRET.sub(HIDDEN, text)


def configure(level: str = "INFO", form: str | None = None) -> None:
    """Send structlog and standard library logging to stderr through one formatter.

    ``form`` is ``text`` or ``json``; None means text on a terminal, else JSON.
    """
    text = form == "text" if form else sys.stderr.isatty()
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer = structlog.dev.ConsoleRenderer() if text else structlog.processors.JSONRenderer()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _hide, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for chatty in ("httpx", "chromadb", "aiosqlite", "alembic", "slack_sdk", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(
            max(logging.WARNING, logging.getLevelName(level.upper()))
        )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _hide(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    """Return the value with secrets hidden at any depth; what isn't plain data becomes its repr."""
    if isinstance(value, str):
        return redact(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {redact(str(key)): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(inner) for inner in value]
    return redact(repr(value))
