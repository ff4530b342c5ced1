"""Looks up a person's availability, time zone and local date."""

import asyncio
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.working_hours import person_zone
from bot.slack.routing.services import Services

SLACK_SECONDS = 1.0
"""How long to wait for Slack's time zone: a form must open within 3 s of the click."""


async def lookup_availability(services: Services, workspace: str, person: str) -> Availability:
    """Return a person's zone, do-not-disturb and so on; an empty one if Slack doesn't answer."""
    return (await services.people.about(workspace, [person])).get(person, Availability())


async def lookup_zone(services: Services, workspace: str, person: str) -> ZoneInfo:
    """Return the zone the person set, else Slack's, else the last one known, else UTC."""
    schedule = await services.nudges.get(workspace, person)
    try:
        async with asyncio.timeout(SLACK_SECONDS):
            facts = await lookup_availability(services, workspace, person)
    except TimeoutError:
        facts = Availability()
    if schedule is None:
        return person_zone(Preferences(), facts.zone)
    return person_zone(schedule.preferences, facts.zone, schedule.zone)


async def today(services: Services, workspace: str, person: str) -> date:
    """Return today's date where the person is."""
    return datetime.fromtimestamp(
        services.clock(), await lookup_zone(services, workspace, person)
    ).date()
