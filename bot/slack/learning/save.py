"""Saves entries to a person's log; every command, form and button does it through here."""

from collections.abc import Sequence

from bot.coaching.learning.entries import Entry
from bot.slack.api.error_report import run_or_log
from bot.slack.routing.services import Services


async def save_entries(services: Services, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Add entries of one person to their log and redraw their Home tab; return the new ones."""
    new = await services.learning.append(entries)
    if new:
        about = new[0]
        services.work.start(
            run_or_log(services.show_home(about.workspace, about.person), view="home")
        )
    return new
