"""Saves the time a person planned with a nudge, and the reminder of them."""

from bot.coaching.nudges.model import NO_PLAN, NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.reminders import is_still_wanted
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import person_zone
from bot.slack.routing.services import Services


async def save_plan(services: Services, sent: Sent, slot: float) -> Sent:
    """Save the chosen time and set a reminder, if wanted; only the first choice counts."""
    given = RecallAnswer(planned=slot)
    line = await services.nudges.touch(sent.workspace, sent.key, services.clock(), given) or sent
    schedule = await services.nudges.get(line.workspace, line.person)
    if sent.answer.planned is None and (schedule is None or schedule.preferences.reminders):
        await set_reminder(services, line, wanted=True)
    return line


async def set_reminder(services: Services, sent: Sent, *, wanted: bool) -> None:
    """Set or remove the reminder of a nudge's plan; a time that has passed gets none."""
    subject, planned, now = _plan_of(sent.person), sent.answer.planned or NO_PLAN, services.clock()
    if not wanted:
        if await has_reminder(services, sent):
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


async def has_reminder(services: Services, sent: Sent) -> bool:
    """Whether a reminder of this nudge's plan is set."""
    reminder = await services.nudges.get(sent.workspace, _plan_of(sent.person))
    return reminder is not None and reminder.about == sent.key


async def reminder_state(services: Services, sent: Sent) -> bool | None:
    """Whether a reminder of this nudge's plan is set; None if the planned time has come."""
    passed = NO_PLAN < (sent.answer.planned or NO_PLAN) <= services.clock()
    return None if passed else await has_reminder(services, sent)


async def drop_unwanted(services: Services, schedule: Schedule) -> Sent | None:
    """Remove a reminder that no longer fits the person's new schedule.

    Return the nudge in which it was planned, None if nothing was removed.
    """
    reminder = await services.nudges.get(schedule.workspace, _plan_of(schedule.person))
    zone = person_zone(schedule.preferences, schedule.zone)
    if reminder is None or is_still_wanted(reminder, schedule.preferences, zone):
        return None
    await services.nudges.drop(schedule.workspace, reminder.subject)
    return await services.nudges.find(schedule.workspace, reminder.about)


def _plan_of(person: str) -> str:
    """Return the subject of a person's reminder: there is one plan at a time."""
    return f"{person}/plan"
