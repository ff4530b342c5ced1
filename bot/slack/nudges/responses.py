"""What people do with nudges: answer, plan, and say when they may come. All surfaces share it."""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.coaching.learning.learner_state import current_id
from bot.coaching.nudges.command_parser import read
from bot.coaching.nudges.compose_input import UNREPEATED
from bot.coaching.nudges.model import NOT_SURE, NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.recall.schedule import comes_again, recalled_entry
from bot.slack.api.blocks import Message
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import quietly
from bot.slack.api.errors import GONE, code
from bot.slack.api.mrkdwn import shorten
from bot.slack.learning.save import keep
from bot.slack.nudges.next_due import expected, planned, week_after
from bot.slack.nudges.plan import drop_unwanted, reminded_of
from bot.slack.nudges.view import SKIP, nudge_message
from bot.slack.nudges.view_state import WELCOME_KEY, state_message, welcome_message
from bot.slack.routing.local_time import facts_of, today
from bot.slack.routing.services import Services

LONGEST_WORDS = 100
STEPS = frozenset({SKIP, "less often", "more often"})
"""Words that go one step further each time."""
AT_ONCE_SECONDS = 2.0
"""Two clicks so close together are one."""


async def told(services: Services, workspace: str, person: str, words: str) -> Message:
    """Does what the words ask for, as `/nudges` reads them, and shows how things are then."""
    schedule = await services.nudges.get(workspace, person)
    before = schedule.preferences if schedule else Preferences()
    if schedule and words == SKIP:
        wanted: Preferences | None = replace(
            before, snoozed_until=await week_after(services, schedule)
        )
    else:
        wanted = read(words, before, await today(services, workspace, person))
    if wanted is None:
        return await state_of(services, schedule, not_understood=shorten(words, LONGEST_WORDS))
    return await state_of(services, await wish(services, workspace, person, wanted))


async def clicked(services: Services, workspace: str, person: str, words: str) -> Message:
    """The same for a button; of two clicks at once on what goes step by step one counts."""
    schedule = await services.nudges.get(workspace, person)
    if schedule and words in STEPS and not await _first_step(services, schedule, words):
        return await state_of(services, await services.nudges.get(workspace, person))
    return await told(services, workspace, person, words)


async def _first_step(services: Services, schedule: Schedule, words: str) -> bool:
    """Whether nobody steps from the same state just now, nor has just done so."""
    now, key = services.clock(), f"step:{schedule.person}:{words}:{schedule.since}"
    just_changed = 0 <= now - schedule.since < AT_ONCE_SECONDS
    return not just_changed and await services.claims.take(schedule.workspace, key, now)


async def state_of(
    services: Services, schedule: Schedule | None, *, not_understood: str = ""
) -> Message:
    """Whether and when a person's nudges come."""
    return state_message(schedule, await expected(services, schedule), not_understood)


async def wish(
    services: Services, workspace: str, person: str, preferences: Preferences
) -> Schedule:
    """Keeps when nudges may come, from now on; the next look is planned at once.

    A reminder that no longer fits goes, and the nudge in which it was planned says so.
    """
    now, facts = services.clock(), await facts_of(services, workspace, person)
    before = await services.nudges.get(workspace, person)
    last_zone = facts.zone or (before.zone if before else "")
    schedule = weekly(workspace, person, preferences, now, last_zone)
    schedule = replace(schedule, next_at=await planned(services, schedule, facts))
    await services.nudges.put(schedule)
    if line := await drop_unwanted(services, schedule):
        services.work.start(quietly(redraw(services, line), view="nudge"))
    services.work.start(quietly(services.show_home(workspace, person), view="home"))
    return schedule


def weekly(
    workspace: str, person: str, preferences: Preferences, now: float, zone: str
) -> Schedule:
    """A person's schedule from ``now`` on that nobody looks at yet."""
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


async def answer(services: Services, sent: Sent, chosen: int) -> Sent:
    """Answers the nudge's question, once: the first answer stays. Returns the line as it is then.

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
    await keep(services, [entry])
    return line


async def redraw(services: Services, line: Sent) -> None:
    """Shows the nudge as it stands now, in its place; one that was deleted stays so."""
    catalogue = await services.catalogue()
    message = nudge_message(
        line.nudge,
        line.key,
        catalogue,
        line.answer,
        again=await asked_again(services, line),
        reminding=await reminded_of(services, line),
    )
    try:
        await services.messenger.update(line.channel, line.ts, message)
    except SlackApiError as error:
        if code(error) not in GONE:
            raise


async def asked_again(services: Services, line: Sent) -> float | None:
    """When the skill of an answered question comes up again, in seconds since 1970.

    None where nothing was answered, and where no more nudges come.
    """
    question = line.nudge.question
    schedule = await services.nudges.get(line.workspace, line.person)
    on = schedule is not None and schedule.preferences.mode is Mode.ON
    if question is None or line.answer.chosen is None or not on:
        return None
    learner = await services.learner(line.workspace, line.person)
    skill_id = current_id(question.skill_id, await services.catalogue())
    due = comes_again(learner, skill_id, services.clock())
    return max(due, line.at + UNREPEATED) if due else None


async def welcome(services: Services, workspace: str, person: str, channel: str) -> None:
    """Asks once: whoever was asked, or has said anything about nudges before, is not asked again.

    Where Slack does not take the message, the next opening asks.
    """
    facts = await facts_of(services, workspace, person)
    schedule = weekly(workspace, person, Preferences(), services.clock(), facts.zone)
    if not await services.nudges.add(schedule):
        return
    try:
        key = f"{WELCOME_KEY}:{person}"
        await services.messenger.reply(Destination(channel), welcome_message(schedule), key)
    except Exception:
        await services.nudges.drop(workspace, person)
        raise
