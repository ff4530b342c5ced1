"""What Slack says of one person at this moment, and the day it is where they are."""

import asyncio
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.working_hours import zone
from bot.slack.routing.services import Services

SLACK_SECONDS = 1.0
"""How long Slack may take to tell the zone: a form must open within 3 s of the click."""


async def facts_of(services: Services, workspace: str, person: str) -> Facts:
    """Zone, do-not-disturb and so on; nothing known where Slack does not tell."""
    return (await services.people.about(workspace, [person])).get(person, Facts())


async def zone_of(services: Services, workspace: str, person: str) -> ZoneInfo:
    """The zone they set, else Slack's, else the last one known, else UTC."""
    schedule = await services.nudges.get(workspace, person)
    try:
        async with asyncio.timeout(SLACK_SECONDS):
            facts = await facts_of(services, workspace, person)
    except TimeoutError:
        facts = Facts()
    if schedule is None:
        return zone(Preferences(), facts.zone)
    return zone(schedule.preferences, facts.zone, schedule.zone)


async def today(services: Services, workspace: str, person: str) -> date:
    """The day it is for a person."""
    return datetime.fromtimestamp(
        services.clock(), await zone_of(services, workspace, person)
    ).date()
