"""Keeping what a person said about their learning. Every surface logs through here."""

from collections.abc import Sequence

from bot.coaching.learning.entries import Entry
from bot.slack.api.error_report import quietly
from bot.slack.routing.services import Services


async def keep(services: Services, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Adds entries of one person to their log; returns the new ones, and redraws their Home."""
    new = await services.learning.append(entries)
    if new:
        about = new[0]
        services.work.start(quietly(services.show_home(about.workspace, about.person), view="home"))
    return new
