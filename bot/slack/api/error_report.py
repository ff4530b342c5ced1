"""When something goes wrong: one place reports, people get a sentence or a reference."""

import secrets
from collections.abc import Awaitable, Callable

import structlog

from bot.slack.api.blocks import Message, note
from knowledge.errors import CoachError

log = structlog.get_logger(__name__)

UNREADABLE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What reading a payload raises when it doesn't have the shape that Slack documents."""

Tell = Callable[[Message], Awaitable[object]]


class Undeliverable(CoachError):
    """Slack does not let the coach write there (removed from the channel, archived, gone)."""


def explain(error: BaseException, **where: str) -> Message:
    """What to tell the person: the error, or a reference that stands in the log too."""
    if isinstance(error, CoachError):
        log.info("error_explained", error=str(error), **where)
        return note(str(error))
    reference = secrets.token_hex(4)
    log.error("unexpected_error", reference=reference, exc_info=error, **where)
    return note(
        "Sorry, something went wrong on my side. Please try again. If it keeps happening, "
        f"give your admin this reference: {reference}"
    )


async def quietly(work: Awaitable[object], **where: str) -> None:
    """Awaits ``work`` that nobody waits for; a failure is logged with its reference."""
    try:
        await work
    except Exception as error:  # the last line of defence: everything is reported
        explain(error, **where)


async def telling(work: Awaitable[object], tell: Tell, **where: str) -> bool:
    """Awaits ``work``; when it fails, tells the person once. True when it went well."""
    try:
        await work
    except Exception as error:  # the last line of defence: everything is reported
        try:
            await tell(explain(error, **where))
        except Exception as unsaid:  # Slack itself fails: the log is all that is left
            log.error("failure_not_reported", error=type(unsaid).__name__, **where)
        return False
    return True
