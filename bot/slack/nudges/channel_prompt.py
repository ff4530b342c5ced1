"""A channel's weekly prompt: set, shown to all, and ended by who set it or an admin."""

from dataclasses import replace

from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import ALWAYS
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.blocks import Message, note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import Undeliverable
from bot.slack.nudges.next_due import planned
from bot.slack.nudges.view_channel import INVITE, NONE_HERE, not_yours_message, set_message
from bot.slack.routing.local_time import zone_of
from bot.slack.routing.services import Services


async def set_prompt(
    services: Services, workspace: str, person: str, channel: str, when: tuple[int, int], key: str
) -> Message | None:
    """Says it in the channel, which proves that the coach may post there, and keeps it.

    ``when`` is (weekday, minutes after midnight) in the setter's zone; ``key`` makes a repeat one.
    Returns what to tell the person alone, None where the channel's message says it all.
    """
    before = await services.nudges.get(workspace, channel)
    if before is not None and not await _may_change(services, before, person):
        return not_yours_message(before)
    schedule = await _schedule(services, workspace, person, channel, when)
    try:
        await services.messenger.reply(Destination(channel), set_message(schedule), f"prompt:{key}")
    except Undeliverable:
        return note(INVITE)
    await services.nudges.put(schedule)
    return None


async def end_prompt(
    services: Services, workspace: str, person: str, channel: str
) -> Message | None:
    """Ends it where this person may; returns what to tell them alone where they may not."""
    schedule = await services.nudges.get(workspace, channel)
    if schedule is None:
        return note(NONE_HERE)
    if not await _may_change(services, schedule, person):
        return not_yours_message(schedule)
    await services.nudges.drop(workspace, channel)
    return None


async def _may_change(services: Services, schedule: Schedule, person: str) -> bool:
    return schedule.person == person or await services.people.is_admin(schedule.workspace, person)


async def _schedule(
    services: Services, workspace: str, person: str, channel: str, when: tuple[int, int]
) -> Schedule:
    """From now on, with the next look planned; what was sent here before still counts."""
    weekday, minute = when
    zone, now = await zone_of(services, workspace, person), services.clock()
    wanted = replace(ALWAYS, weekday=weekday, minute=minute, zone=zone.key)
    schedule = Schedule(
        workspace=workspace,
        subject=channel,
        kind=NudgeKind.PROMPT,
        person=person,
        preferences=wanted,
        since=now,
        next_at=now,
        planned_at=now,
        zone=zone.key,
    )
    return replace(schedule, next_at=await planned(services, schedule, Facts()))
