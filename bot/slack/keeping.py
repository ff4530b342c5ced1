"""Keeping what a person said about their learning. Every surface logs through here."""

from collections.abc import Sequence

from bot.coaching.log import Entry
from bot.slack.desk import Desk
from bot.slack.errors import quietly
from bot.slack.home import show_home


async def keep(desk: Desk, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Adds entries of one person to their log; returns the new ones, and redraws their Home."""
    new = await desk.learning.append(entries)
    if new:
        about = new[0]
        desk.work.start(quietly(show_home(desk, about.workspace, about.person), view="home"))
    return new
