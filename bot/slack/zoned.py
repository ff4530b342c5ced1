"""What Slack says of one person at this moment, and the day it is where they are."""

import asyncio
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching.hours import zone
from bot.coaching.nudge import Facts
from bot.coaching.wishes import Preferences
from bot.slack.desk import Desk

SLACK_SECONDS = 1.0
"""How long Slack may take to tell the zone: a form must open within 3 s of the click."""


async def facts_of(desk: Desk, workspace: str, person: str) -> Facts:
    """Zone, do-not-disturb and so on; nothing known where Slack does not tell."""
    return (await desk.people.about(workspace, [person])).get(person, Facts())


async def zone_of(desk: Desk, workspace: str, person: str) -> ZoneInfo:
    """The zone they set, else Slack's, else the last one known, else UTC."""
    schedule = await desk.nudges.get(workspace, person)
    try:
        async with asyncio.timeout(SLACK_SECONDS):
            facts = await facts_of(desk, workspace, person)
    except TimeoutError:
        facts = Facts()
    if schedule is None:
        return zone(Preferences(), facts.zone)
    return zone(schedule.preferences, facts.zone, schedule.zone)


async def today(desk: Desk, workspace: str, person: str) -> date:
    """The day it is for a person."""
    return datetime.fromtimestamp(desk.clock(), await zone_of(desk, workspace, person)).date()
