"""What is done once an hour, whoever speaks: old things are forgotten, owners told of gaps."""

import asyncio
import contextlib
from collections.abc import Iterator

import structlog

from bot.slack.desk import Desk
from bot.slack.errors import quietly
from bot.slack.radar import tell_owners

log = structlog.get_logger(__name__)

ROUND_SECONDS = 3600.0


async def tidy(desk: Desk) -> None:
    """One round: forgets what is old, and starts to tell owners of gaps where that is due."""
    try:
        await desk.claims.purge(desk.clock())
        await desk.conversations.purge(desk.clock())
        await desk.signals.purge(desk.clock())
        await desk.nudges.purge(desk.clock())
        desk.work.start(quietly(tell_owners(desk), task="gaps"))
    except Exception as error:  # a database away for a while must not end housekeeping
        log.warning("housekeeping failed", error=type(error).__name__)


@contextlib.contextmanager
def housekeeping(desk: Desk) -> Iterator[None]:
    """Rounds while the block lasts, the first one at once."""

    async def keep_house() -> None:
        while True:
            await tidy(desk)
            await asyncio.sleep(ROUND_SECONDS)

    task = asyncio.create_task(keep_house())
    try:
        yield
    finally:
        task.cancel()
