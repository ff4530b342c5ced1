"""Sets and ends a channel's weekly prompt; whoever set it or an admin may change it."""

from dataclasses import replace

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import ALWAYS
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.blocks import Message, note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import Undeliverable
from bot.slack.nudges.next_due import next_check
from bot.slack.nudges.view_channel import INVITE, NONE_HERE, not_yours_message, set_message
from bot.slack.routing.local_time import lookup_zone
from bot.slack.routing.services import Services


async def set_prompt(
    services: Services, workspace: str, person: str, channel: str, when: tuple[int, int], key: str
) -> Message | None:
    """Announce a weekly prompt in the channel, which proves the coach can post there, and save it.

    ``when`` is (weekday, minutes after midnight) in the person's zone; with the same ``key``, a
    repeated call posts nothing new. Return a private message for the person, None if the
    announcement is enough.
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
    """End a channel's prompt; return a private message if there is none or they may not end it."""
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
    """Return a schedule from now on; prompts sent here before still count."""
    weekday, minute = when
    zone, now = await lookup_zone(services, workspace, person), services.clock()
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
    return replace(schedule, next_at=await next_check(services, schedule, Availability()))
