"""A channel's weekly prompt: set, shown to all, and ended by who set it or an admin."""

from dataclasses import replace

from bot.coaching.nudge import Facts, Kind
from bot.coaching.schedule import Schedule
from bot.coaching.wishes import ALWAYS
from bot.slack.desk import Desk
from bot.slack.errors import Undeliverable
from bot.slack.registry import Place
from bot.slack.upcoming import planned
from bot.slack.views.message import Message, note
from bot.slack.views.nudge_channel import INVITE, NONE_HERE, not_yours_message, set_message
from bot.slack.zoned import zone_of


async def set_prompt(
    desk: Desk, workspace: str, person: str, channel: str, when: tuple[int, int], key: str
) -> Message | None:
    """Says it in the channel, which proves that the coach may post there, and keeps it.

    ``when`` is (weekday, minutes after midnight) in the setter's zone; ``key`` makes a repeat one.
    Returns what to tell the person alone, None where the channel's message says it all.
    """
    before = await desk.nudges.get(workspace, channel)
    if before is not None and not await _may_change(desk, before, person):
        return not_yours_message(before)
    schedule = await _schedule(desk, workspace, person, channel, when)
    try:
        await desk.messenger.reply(Place(channel), set_message(schedule), f"prompt:{key}")
    except Undeliverable:
        return note(INVITE)
    await desk.nudges.put(schedule)
    return None


async def end_prompt(desk: Desk, workspace: str, person: str, channel: str) -> Message | None:
    """Ends it where this person may; returns what to tell them alone where they may not."""
    schedule = await desk.nudges.get(workspace, channel)
    if schedule is None:
        return note(NONE_HERE)
    if not await _may_change(desk, schedule, person):
        return not_yours_message(schedule)
    await desk.nudges.drop(workspace, channel)
    return None


async def _may_change(desk: Desk, schedule: Schedule, person: str) -> bool:
    return schedule.person == person or await desk.people.is_admin(schedule.workspace, person)


async def _schedule(
    desk: Desk, workspace: str, person: str, channel: str, when: tuple[int, int]
) -> Schedule:
    """From now on, with the next look planned; what was sent here before still counts."""
    weekday, minute = when
    zone, now = await zone_of(desk, workspace, person), desk.clock()
    wanted = replace(ALWAYS, weekday=weekday, minute=minute, zone=zone.key)
    schedule = Schedule(
        workspace=workspace,
        subject=channel,
        kind=Kind.PROMPT,
        person=person,
        preferences=wanted,
        since=now,
        next_at=now,
        planned_at=now,
        zone=zone.key,
    )
    return replace(schedule, next_at=await planned(desk, schedule, Facts()))
