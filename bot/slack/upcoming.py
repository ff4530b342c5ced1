"""What the coach's clock says of one schedule at this moment."""

from datetime import timedelta

from bot.coaching.hours import week_of, zone
from bot.coaching.local import local
from bot.coaching.nudge import Facts
from bot.coaching.schedule import Schedule
from bot.coaching.timing import Send, Wait
from bot.coaching.whys import joined
from bot.slack.desk import Desk
from bot.slack.preparing import past_of
from bot.slack.views.nudge_state import holidays_ahead

WEEK = timedelta(days=7)
NOW = "The next one comes in a moment."


async def verdict(desk: Desk, schedule: Schedule, facts: Facts) -> Send | Wait:
    """Whether it is time, or when to look again. Reads the stores, and writes nothing."""
    now = desk.clock()
    return (await past_of(desk, schedule, now)).decide(schedule, facts, now)


async def planned(desk: Desk, schedule: Schedule, facts: Facts) -> float | None:
    """When to look at a schedule next, in seconds since 1970; None for never."""
    found = await verdict(desk, schedule, facts)
    return found.until if isinstance(found, Wait) else desk.clock()


async def expected(desk: Desk, schedule: Schedule | None) -> str:
    """When the next one comes, or why none does, and holidays; "" where nothing is scheduled.

    Goes by what is known of the person's zone, and does not ask Slack.
    """
    if schedule is None:
        return ""
    found = await verdict(desk, schedule, Facts(zone=schedule.zone))
    preferences = schedule.preferences
    today = local(desk.clock(), zone(preferences, schedule.zone)).date().isoformat()
    why = found.why if isinstance(found, Wait) else NOW
    return joined(why, holidays_ahead(preferences, today))


async def week_after(desk: Desk, schedule: Schedule) -> str:
    """The first day of the week after the one in which the next nudge is due, ISO 8601."""
    found = await verdict(desk, schedule, Facts(zone=schedule.zone))
    due = found.due if isinstance(found, Wait) else None
    there = zone(schedule.preferences, schedule.zone)
    day = local(due or desk.clock(), there).date()
    return (week_of(day, schedule.preferences.workdays) + WEEK).isoformat()
