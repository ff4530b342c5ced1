"""What is done once an hour, whoever speaks: old things are forgotten, owners told of gaps."""

import asyncio
import contextlib
from collections.abc import Iterator

import structlog

from bot.slack.api.error_report import quietly
from bot.slack.feedback.gap_report import tell_owners
from bot.slack.routing.services import Services

log = structlog.get_logger(__name__)

ROUND_SECONDS = 3600.0


async def tidy(services: Services) -> None:
    """One round: forgets what is old, and starts to tell owners of gaps where that is due."""
    try:
        await services.claims.purge(services.clock())
        await services.conversations.purge(services.clock())
        await services.signals.purge(services.clock())
        await services.nudges.purge(services.clock())
        services.work.start(quietly(tell_owners(services), task="gaps"))
    except Exception as error:  # a database away for a while must not end housekeeping
        log.warning("housekeeping failed", error=type(error).__name__)


@contextlib.contextmanager
def housekeeping(services: Services) -> Iterator[None]:
    """Rounds while the block lasts, the first one at once."""

    async def keep_house() -> None:
        while True:
            await tidy(services)
            await asyncio.sleep(ROUND_SECONDS)

    task = asyncio.create_task(keep_house())
    try:
        yield
    finally:
        task.cancel()
