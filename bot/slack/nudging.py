"""What people do with nudges: answer, plan, and say when they may come. All surfaces share it."""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.coaching.material import UNREPEATED
from bot.coaching.nudge import NOT_SURE, Answer, Kind, Sent
from bot.coaching.recall import comes_again, recalled_entry
from bot.coaching.schedule import Schedule
from bot.coaching.standing import current_id
from bot.coaching.wishes import Mode, Preferences
from bot.coaching.wishing import read
from bot.slack.desk import Desk
from bot.slack.errors import quietly
from bot.slack.failures import GONE, code
from bot.slack.home import show_home
from bot.slack.keeping import keep
from bot.slack.planning import drop_unwanted, reminded_of
from bot.slack.text import shorten
from bot.slack.upcoming import expected, planned, week_after
from bot.slack.views.message import Message
from bot.slack.views.nudge import SKIP, nudge_message
from bot.slack.views.nudge_state import state_message
from bot.slack.zoned import facts_of, today

LONGEST_WORDS = 100
STEPS = frozenset({SKIP, "less often", "more often"})
"""Words that go one step further each time."""
AT_ONCE_SECONDS = 2.0
"""Two clicks so close together are one."""


async def told(desk: Desk, workspace: str, person: str, words: str) -> Message:
    """Does what the words ask for, as `/nudges` reads them, and shows how things are then."""
    schedule = await desk.nudges.get(workspace, person)
    before = schedule.preferences if schedule else Preferences()
    if schedule and words == SKIP:
        wanted: Preferences | None = replace(before, snoozed_until=await week_after(desk, schedule))
    else:
        wanted = read(words, before, await today(desk, workspace, person))
    if wanted is None:
        return await state_of(desk, schedule, not_understood=shorten(words, LONGEST_WORDS))
    return await state_of(desk, await wish(desk, workspace, person, wanted))


async def clicked(desk: Desk, workspace: str, person: str, words: str) -> Message:
    """The same for a button; of two clicks at once on what goes step by step one counts."""
    schedule = await desk.nudges.get(workspace, person)
    if schedule and words in STEPS and not await _first_step(desk, schedule, words):
        return await state_of(desk, await desk.nudges.get(workspace, person))
    return await told(desk, workspace, person, words)


async def _first_step(desk: Desk, schedule: Schedule, words: str) -> bool:
    """Whether nobody steps from the same state just now, nor has just done so."""
    now, key = desk.clock(), f"step:{schedule.person}:{words}:{schedule.since}"
    just_changed = 0 <= now - schedule.since < AT_ONCE_SECONDS
    return not just_changed and await desk.claims.take(schedule.workspace, key, now)


async def state_of(desk: Desk, schedule: Schedule | None, *, not_understood: str = "") -> Message:
    """Whether and when a person's nudges come."""
    return state_message(schedule, await expected(desk, schedule), not_understood)


async def wish(desk: Desk, workspace: str, person: str, preferences: Preferences) -> Schedule:
    """Keeps when nudges may come, from now on; the next look is planned at once.

    A reminder that no longer fits goes, and the nudge in which it was planned says so.
    """
    now, facts = desk.clock(), await facts_of(desk, workspace, person)
    before = await desk.nudges.get(workspace, person)
    last_zone = facts.zone or (before.zone if before else "")
    schedule = weekly(workspace, person, preferences, now, last_zone)
    schedule = replace(schedule, next_at=await planned(desk, schedule, facts))
    await desk.nudges.put(schedule)
    if line := await drop_unwanted(desk, schedule):
        desk.work.start(quietly(redraw(desk, line), view="nudge"))
    desk.work.start(quietly(show_home(desk, workspace, person), view="home"))
    return schedule


def weekly(
    workspace: str, person: str, preferences: Preferences, now: float, zone: str
) -> Schedule:
    """A person's schedule from ``now`` on that nobody looks at yet."""
    return Schedule(
        workspace=workspace,
        subject=person,
        kind=Kind.WEEKLY,
        person=person,
        preferences=preferences,
        since=now,
        next_at=None,
        planned_at=now,
        zone=zone,
    )


async def nudge_at(
    desk: Desk, workspace: str, person: str, channel: str, ts: str | None
) -> Sent | None:
    """The person's own nudge that became this message, now touched; None where it is none."""
    sent = await desk.nudges.at(workspace, channel, ts) if ts else None
    if sent is None or sent.person != person or sent.kind is Kind.PROMPT:
        return None
    return await desk.nudges.touch(workspace, sent.key, desk.clock())


async def answer(desk: Desk, sent: Sent, chosen: int) -> Sent:
    """Answers the nudge's question, once: the first answer stays. Returns the line as it is then.

    ``chosen`` is the option's index, or ``NOT_SURE``.
    """
    question = sent.nudge.question
    if question is None:
        return sent
    given = Answer(chosen=chosen, right=chosen == question.right)
    line = await desk.nudges.touch(sent.workspace, sent.key, desk.clock(), given) or sent
    right = None if line.answer.chosen == NOT_SURE else line.answer.right
    catalogue = await desk.catalogue()
    entry = recalled_entry(
        line.workspace, line.person, question, right, desk.clock(), line.key, catalogue
    )
    await keep(desk, [entry])
    return line


async def redraw(desk: Desk, line: Sent) -> None:
    """Shows the nudge as it stands now, in its place; one that was deleted stays so."""
    catalogue = await desk.catalogue()
    message = nudge_message(
        line.nudge,
        line.key,
        catalogue,
        line.answer,
        again=await asked_again(desk, line),
        reminding=await reminded_of(desk, line),
    )
    try:
        await desk.messenger.update(line.channel, line.ts, message)
    except SlackApiError as error:
        if code(error) not in GONE:
            raise


async def asked_again(desk: Desk, line: Sent) -> float | None:
    """When the skill of an answered question comes up again, in seconds since 1970.

    None where nothing was answered, and where no more nudges come.
    """
    question = line.nudge.question
    schedule = await desk.nudges.get(line.workspace, line.person)
    on = schedule is not None and schedule.preferences.mode is Mode.ON
    if question is None or line.answer.chosen is None or not on:
        return None
    standing = await desk.standing(line.workspace, line.person)
    skill_id = current_id(question.skill_id, await desk.catalogue())
    due = comes_again(standing, skill_id, desk.clock())
    return max(due, line.at + UNREPEATED) if due else None
