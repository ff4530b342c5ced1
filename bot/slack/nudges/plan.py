"""The 20 minutes a person planned with a nudge, and the reminder of them."""

from bot.coaching.nudges.model import NO_PLAN, NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.reminders import still_wanted
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import zone
from bot.slack.routing.services import Services


async def plan(services: Services, sent: Sent, slot: float) -> Sent:
    """Keeps the chosen 20 minutes, once; the reminder is set where the person wants reminders."""
    given = RecallAnswer(planned=slot)
    line = await services.nudges.touch(sent.workspace, sent.key, services.clock(), given) or sent
    schedule = await services.nudges.get(line.workspace, line.person)
    if sent.answer.planned is None and (schedule is None or schedule.preferences.reminders):
        await remind(services, line, wanted=True)
    return line


async def remind(services: Services, sent: Sent, *, wanted: bool) -> None:
    """Sets or drops the reminder of a nudge's plan; none for a time that has passed."""
    subject, planned, now = _plan_of(sent.person), sent.answer.planned or NO_PLAN, services.clock()
    if not wanted:
        if await reminding(services, sent):
            await services.nudges.drop(sent.workspace, subject)
    elif planned > now:
        schedule = await services.nudges.get(sent.workspace, sent.person)
        await services.nudges.put(
            Schedule(
                workspace=sent.workspace,
                subject=subject,
                kind=NudgeKind.REMINDER,
                person=sent.person,
                preferences=schedule.preferences if schedule else Preferences(),
                since=now,
                next_at=planned,
                planned_at=now,
                zone=sent.nudge.zone,
                about=sent.key,
            )
        )


async def reminding(services: Services, sent: Sent) -> bool:
    """Whether a reminder of this nudge's plan is set."""
    reminder = await services.nudges.get(sent.workspace, _plan_of(sent.person))
    return reminder is not None and reminder.about == sent.key


async def reminded_of(services: Services, sent: Sent) -> bool | None:
    """The same, and None where there is nothing to switch any more: the planned time has come."""
    passed = NO_PLAN < (sent.answer.planned or NO_PLAN) <= services.clock()
    return None if passed else await reminding(services, sent)


async def drop_unwanted(services: Services, wished: Schedule) -> Sent | None:
    """Drops a reminder that does not fit what the person wants of nudges from now on.

    Returns the nudge in which it was planned, None where nothing was dropped.
    """
    reminder = await services.nudges.get(wished.workspace, _plan_of(wished.person))
    there = zone(wished.preferences, wished.zone)
    if reminder is None or still_wanted(reminder, wished.preferences, there):
        return None
    await services.nudges.drop(wished.workspace, reminder.subject)
    return await services.nudges.find(wished.workspace, reminder.about)


def _plan_of(person: str) -> str:
    """The subject of a person's reminder: there is one plan at a time."""
    return f"{person}/plan"
