"""Applies what people do with nudges: answers and settings, from any button, command or message."""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.coaching.learning.learner_state import current_id
from bot.coaching.nudges.command_parser import parse_command
from bot.coaching.nudges.compose_input import REPEAT_AFTER_SECONDS
from bot.coaching.nudges.model import NOT_SURE, NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.recall.schedule import next_recall, recalled_entry
from bot.slack.api.blocks import Message
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import run_or_log
from bot.slack.api.errors import GONE, error_code
from bot.slack.api.mrkdwn import shorten
from bot.slack.learning.save import save_entries
from bot.slack.nudges.next_due import describe_next, next_check, week_after
from bot.slack.nudges.time_slot import drop_unwanted, reminder_state
from bot.slack.nudges.view import SKIP, nudge_message
from bot.slack.nudges.view_state import WELCOME_KEY, state_message, welcome_message
from bot.slack.routing.local_time import lookup_availability, today
from bot.slack.routing.services import Services

LONGEST_WORDS = 100
STEPS = frozenset({SKIP, "less often", "more often"})
"""Commands that go one step further each time."""
AT_ONCE_SECONDS = 2.0
"""Two clicks within this time count as one."""


async def run_command(services: Services, workspace: str, person: str, words: str) -> Message:
    """Do what the words ask for, as `/nudges` does, and return the new state."""
    schedule = await services.nudges.get(workspace, person)
    before = schedule.preferences if schedule else Preferences()
    if schedule and words == SKIP:
        wanted: Preferences | None = replace(
            before, snoozed_until=await week_after(services, schedule)
        )
    else:
        wanted = parse_command(words, before, await today(services, workspace, person))
    if wanted is None:
        return await describe_state(
            services, schedule, not_understood=shorten(words, LONGEST_WORDS)
        )
    return await describe_state(
        services, await save_preferences(services, workspace, person, wanted)
    )


async def run_click(services: Services, workspace: str, person: str, words: str) -> Message:
    """Do what a button's words ask for; of two clicks at once on a step, only one counts."""
    schedule = await services.nudges.get(workspace, person)
    if schedule and words in STEPS and not await _first_step(services, schedule, words):
        return await describe_state(services, await services.nudges.get(workspace, person))
    return await run_command(services, workspace, person, words)


async def _first_step(services: Services, schedule: Schedule, words: str) -> bool:
    """Whether no other click is taking, or has just taken, the same step."""
    now, key = services.clock(), f"step:{schedule.person}:{words}:{schedule.since}"
    just_changed = 0 <= now - schedule.since < AT_ONCE_SECONDS
    return not just_changed and await services.claims.take(schedule.workspace, key, now)


async def describe_state(
    services: Services, schedule: Schedule | None, *, not_understood: str = ""
) -> Message:
    """Return a message on whether and when a person's nudges come."""
    return state_message(schedule, await describe_next(services, schedule), not_understood)


async def save_preferences(
    services: Services, workspace: str, person: str, preferences: Preferences
) -> Schedule:
    """Save a person's nudge settings and plan the next check.

    A reminder that no longer fits is removed, and the nudge in which it was planned shows that.
    """
    now, facts = services.clock(), await lookup_availability(services, workspace, person)
    before = await services.nudges.get(workspace, person)
    last_zone = facts.zone or (before.zone if before else "")
    schedule = weekly_schedule(workspace, person, preferences, now, last_zone)
    schedule = replace(schedule, next_at=await next_check(services, schedule, facts))
    await services.nudges.put(schedule)
    if line := await drop_unwanted(services, schedule):
        services.work.start(run_or_log(redraw(services, line), view="nudge"))
    services.work.start(run_or_log(services.show_home(workspace, person), view="home"))
    return schedule


def weekly_schedule(
    workspace: str, person: str, preferences: Preferences, now: float, zone: str
) -> Schedule:
    """Return a person's schedule from ``now`` on, with no check planned yet."""
    return Schedule(
        workspace=workspace,
        subject=person,
        kind=NudgeKind.WEEKLY,
        person=person,
        preferences=preferences,
        since=now,
        next_at=None,
        planned_at=now,
        zone=zone,
    )


async def record_answer(services: Services, sent: Sent, chosen: int) -> Sent:
    """Record the answer to a nudge's question, once; return the line with the first answer.

    ``chosen`` is the option's index, or ``NOT_SURE``.
    """
    question = sent.nudge.question
    if question is None:
        return sent
    given = RecallAnswer(chosen=chosen, right=chosen == question.right)
    line = await services.nudges.touch(sent.workspace, sent.key, services.clock(), given) or sent
    right = None if line.answer.chosen == NOT_SURE else line.answer.right
    catalogue = await services.catalogue()
    entry = recalled_entry(
        line.workspace, line.person, question, right, services.clock(), line.key, catalogue
    )
    await save_entries(services, [entry])
    return line


async def redraw(services: Services, line: Sent) -> None:
    """Update a nudge's message to its current state; one that was deleted stays deleted."""
    catalogue = await services.catalogue()
    message = nudge_message(
        line.nudge,
        line.key,
        catalogue,
        line.answer,
        again=await next_asked_at(services, line),
        reminding=await reminder_state(services, line),
    )
    try:
        await services.messenger.update(line.channel, line.ts, message)
    except SlackApiError as error:
        if error_code(error) not in GONE:
            raise


async def next_asked_at(services: Services, line: Sent) -> float | None:
    """Return when the skill of an answered question comes up again, in seconds since 1970.

    None if the question isn't answered or nudges are off.
    """
    question = line.nudge.question
    schedule = await services.nudges.get(line.workspace, line.person)
    on = schedule is not None and schedule.preferences.mode is Mode.ON
    if question is None or line.answer.chosen is None or not on:
        return None
    learner = await services.learner(line.workspace, line.person)
    skill_id = current_id(question.skill_id, await services.catalogue())
    due = next_recall(learner, skill_id, services.clock())
    return max(due, line.at + REPEAT_AFTER_SECONDS) if due else None


async def send_welcome(services: Services, workspace: str, person: str, channel: str) -> None:
    """Ask a person once whether they want nudges, unless they've changed nudge settings before.

    If Slack doesn't accept the message, the next time they open the tab asks.
    """
    facts = await lookup_availability(services, workspace, person)
    schedule = weekly_schedule(workspace, person, Preferences(), services.clock(), facts.zone)
    if not await services.nudges.add(schedule):
        return
    try:
        key = f"{WELCOME_KEY}:{person}"
        await services.messenger.reply(Destination(channel), welcome_message(schedule), key)
    except Exception:
        await services.nudges.drop(workspace, person)
        raise
