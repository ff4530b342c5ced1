"""Reports errors: the log gets the details, people get one sentence or a reference number."""

import secrets
from collections.abc import Awaitable, Callable

import structlog

from bot.slack.api.blocks import Message, note
from knowledge.errors import CoachError

log = structlog.get_logger(__name__)

UNREADABLE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""Errors raised by reading a payload that doesn't have the shape Slack documents."""

SendMessage = Callable[[Message], Awaitable[object]]


class Undeliverable(CoachError):
    """Slack doesn't let the coach post there: removed from the channel, archived, or deleted."""


def explain(error: BaseException, **where: str) -> Message:
    """Log an error; return the message for the person: its text, or a reference to the log."""
    if isinstance(error, CoachError):
        log.info("error_explained", error=str(error), **where)
        return note(str(error))
    reference = secrets.token_hex(4)
    log.error("unexpected_error", reference=reference, exc_info=error, **where)
    return note(
        "Sorry, something went wrong on my side. Please try again. If it keeps happening, "
        f"give your admin this reference: {reference}"
    )


async def run_or_log(work: Awaitable[object], **where: str) -> None:
    """Await ``work`` that no person is waiting for; log a failure instead of raising it."""
    try:
        await work
    except Exception as error:  # the last line of defense: report everything
        explain(error, **where)


async def run_or_tell(work: Awaitable[object], tell: SendMessage, **where: str) -> bool:
    """Await ``work``; if it fails, send the person one message. Return whether it succeeded."""
    try:
        await work
    except Exception as error:  # the last line of defense: report everything
        try:
            await tell(explain(error, **where))
        except Exception as send_error:  # Slack itself fails, so only the log is left
            log.error("failure_not_reported", error=type(send_error).__name__, **where)
        return False
    return True
