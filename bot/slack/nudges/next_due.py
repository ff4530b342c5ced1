"""What the coach's clock says of one schedule at this moment."""

from datetime import timedelta

from bot.coaching.dates.timezones import local
from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.decide import Send, Wait
from bot.coaching.nudges.explanations import joined
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import week_of, zone
from bot.slack.nudges.compose import past_of
from bot.slack.nudges.view_state import holidays_ahead
from bot.slack.routing.services import Services

WEEK = timedelta(days=7)
NOW = "The next one is on its way."


async def verdict(services: Services, schedule: Schedule, facts: Facts) -> Send | Wait:
    """Whether it is time, or when to look again. Reads the stores, and writes nothing."""
    now = services.clock()
    return (await past_of(services, schedule, now)).decide(schedule, facts, now)


async def planned(services: Services, schedule: Schedule, facts: Facts) -> float | None:
    """When to look at a schedule next, in seconds since 1970; None for never."""
    found = await verdict(services, schedule, facts)
    return found.until if isinstance(found, Wait) else services.clock()


async def expected(services: Services, schedule: Schedule | None) -> str:
    """When the next one comes, or why none does, and holidays; "" where nothing is scheduled.

    Goes by what is known of the person's zone, and does not ask Slack.
    """
    if schedule is None:
        return ""
    found = await verdict(services, schedule, Facts(zone=schedule.zone))
    preferences = schedule.preferences
    today = local(services.clock(), zone(preferences, schedule.zone)).date().isoformat()
    why = found.why if isinstance(found, Wait) else NOW
    return joined(why, holidays_ahead(preferences, today))


async def week_after(services: Services, schedule: Schedule) -> str:
    """The first day of the week after the one in which the next nudge is due, ISO 8601."""
    found = await verdict(services, schedule, Facts(zone=schedule.zone))
    due = found.due if isinstance(found, Wait) else None
    there = zone(schedule.preferences, schedule.zone)
    day = local(due or services.clock(), there).date()
    return (week_of(day, schedule.preferences.workdays) + WEEK).isoformat()
