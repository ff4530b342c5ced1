"""The 20 minutes a person planned with a nudge, and the reminder of them."""

from bot.coaching.hours import zone
from bot.coaching.nudge import NO_PLAN, Answer, Kind, Sent
from bot.coaching.reminding import still_wanted
from bot.coaching.schedule import Schedule
from bot.coaching.wishes import Preferences
from bot.slack.desk import Desk


async def plan(desk: Desk, sent: Sent, slot: float) -> Sent:
    """Keeps the chosen 20 minutes, once; the reminder is set where the person wants reminders."""
    given = Answer(planned=slot)
    line = await desk.nudges.touch(sent.workspace, sent.key, desk.clock(), given) or sent
    schedule = await desk.nudges.get(line.workspace, line.person)
    if sent.answer.planned is None and (schedule is None or schedule.preferences.reminders):
        await remind(desk, line, wanted=True)
    return line


async def remind(desk: Desk, sent: Sent, *, wanted: bool) -> None:
    """Sets or drops the reminder of a nudge's plan; none for a time that has passed."""
    subject, planned, now = _plan_of(sent.person), sent.answer.planned or NO_PLAN, desk.clock()
    if not wanted:
        if await reminding(desk, sent):
            await desk.nudges.drop(sent.workspace, subject)
    elif planned > now:
        schedule = await desk.nudges.get(sent.workspace, sent.person)
        await desk.nudges.put(
            Schedule(
                workspace=sent.workspace,
                subject=subject,
                kind=Kind.REMINDER,
                person=sent.person,
                preferences=schedule.preferences if schedule else Preferences(),
                since=now,
                next_at=planned,
                planned_at=now,
                zone=sent.nudge.zone,
                about=sent.key,
            )
        )


async def reminding(desk: Desk, sent: Sent) -> bool:
    """Whether a reminder of this nudge's plan is set."""
    reminder = await desk.nudges.get(sent.workspace, _plan_of(sent.person))
    return reminder is not None and reminder.about == sent.key


async def reminded_of(desk: Desk, sent: Sent) -> bool | None:
    """The same, and None where there is nothing to switch any more: the planned time has come."""
    passed = NO_PLAN < (sent.answer.planned or NO_PLAN) <= desk.clock()
    return None if passed else await reminding(desk, sent)


async def drop_unwanted(desk: Desk, wished: Schedule) -> Sent | None:
    """Drops a reminder that does not fit what the person wants of nudges from now on.

    Returns the nudge in which it was planned, None where nothing was dropped.
    """
    reminder = await desk.nudges.get(wished.workspace, _plan_of(wished.person))
    there = zone(wished.preferences, wished.zone)
    if reminder is None or still_wanted(reminder, wished.preferences, there):
        return None
    await desk.nudges.drop(wished.workspace, reminder.subject)
    return await desk.nudges.find(wished.workspace, reminder.about)


def _plan_of(person: str) -> str:
    """The subject of a person's reminder: there is one plan at a time."""
    return f"{person}/plan"
