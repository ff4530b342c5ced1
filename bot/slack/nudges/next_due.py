"""Works out when the next nudge of a schedule comes."""

from datetime import timedelta

from bot.coaching.dates.timezones import local_time
from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.decide import Send, Wait
from bot.coaching.nudges.explanations import join_sentences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import person_zone, week_start
from bot.slack.nudges.compose import load_history
from bot.slack.nudges.view_state import holidays_ahead
from bot.slack.routing.services import Services

WEEK = timedelta(days=7)
NOW = "The next one is on its way."


async def decide_now(services: Services, schedule: Schedule, facts: Availability) -> Send | Wait:
    """Decide whether to send now, or when to check again. Reads the stores and writes nothing."""
    now = services.clock()
    return (await load_history(services, schedule, now)).decide(schedule, facts, now)


async def next_check(services: Services, schedule: Schedule, facts: Availability) -> float | None:
    """Return when to check a schedule next, in seconds since 1970; None for never."""
    found = await decide_now(services, schedule, facts)
    return found.until if isinstance(found, Wait) else services.clock()


async def describe_next(services: Services, schedule: Schedule | None) -> str:
    """Return when the next nudge comes or why none does, and the holidays; "" without a schedule.

    Uses the last known time zone and doesn't ask Slack.
    """
    if schedule is None:
        return ""
    found = await decide_now(services, schedule, Availability(zone=schedule.zone))
    preferences = schedule.preferences
    today = local_time(services.clock(), person_zone(preferences, schedule.zone)).date().isoformat()
    why = found.why if isinstance(found, Wait) else NOW
    return join_sentences(why, holidays_ahead(preferences, today))


async def week_after(services: Services, schedule: Schedule) -> str:
    """Return the first day of the week after the one with the next nudge, as "2030-01-07"."""
    found = await decide_now(services, schedule, Availability(zone=schedule.zone))
    due = found.due if isinstance(found, Wait) else None
    zone = person_zone(schedule.preferences, schedule.zone)
    day = local_time(due or services.clock(), zone).date()
    return (week_start(day, schedule.preferences.workdays) + WEEK).isoformat()
