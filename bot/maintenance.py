"""Hourly maintenance: delete old records and send document owners their gap reports."""

import asyncio
import contextlib
from collections.abc import Iterator

import structlog

from bot.slack.api.error_report import run_or_log
from bot.slack.feedback.gap_report import send_weekly_reports
from bot.slack.routing.services import Services

log = structlog.get_logger(__name__)

ROUND_SECONDS = 3600.0


async def run_maintenance(services: Services) -> None:
    """Delete old records once, then start sending the gap reports that are due."""
    try:
        await services.claims.purge(services.clock())
        await services.conversations.purge(services.clock())
        await services.signals.purge(services.clock())
        await services.nudges.purge(services.clock())
        services.work.start(run_or_log(send_weekly_reports(services), task="gaps"))
    except Exception as error:  # a short database outage must not end maintenance
        log.warning("maintenance_failed", error=type(error).__name__)


@contextlib.contextmanager
def housekeeping(services: Services) -> Iterator[None]:
    """Run maintenance every hour while the block lasts, starting at once."""

    async def run_hourly() -> None:
        while True:
            await run_maintenance(services)
            await asyncio.sleep(ROUND_SECONDS)

    task = asyncio.create_task(run_hourly())
    try:
        yield
    finally:
        task.cancel()
