"""From a due schedule to its nudge, over the memory twins, with and without a chat model."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from bot.coaching.learning.availability import Availability
from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.nudges.decide import Send, Wait
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import ALWAYS, Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.slack.nudges.compose import (
    NOTHING,
    PreparedNudge,
    load_history,
    nearest_sections,
    prepare_nudge,
)
from bot.slack.nudges.preview import preview_nudge
from bot.slack.routing.ports import Asker
from bot.work import BoundedExecutor
from knowledge.answers.recall_question import Written
from knowledge.guide_model import Guide
from knowledge.model import Candidate, Catalogue, Match, Skill
from tests.bot.skill_maps import real_catalogue
from tests.fakes.nudges import MemoryNudges
from tests.fakes.stores import MemoryLearning

DAY, WEEK = 86_400.0, 7 * 86_400.0
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
REAL = real_catalogue()
POOL = next(s for s in REAL.skills.values() if s.text.startswith("Resource pooling"))
ON = Schedule("T", "U1", NudgeKind.WEEKLY, "U1", Preferences(mode=Mode.ON), 0.0, MONDAY, 0.0)
WRITTEN = Written("What keeps connections ready?", "Resource pooling", ("A cache", "A queue"))


@dataclass
class Knows:
    """A matcher that finds nothing, or always the same section."""

    section_id: str = ""
    asked: list[str] = field(default_factory=list)
    guides: tuple[Guide, ...] = ()

    def match(self, phrase: str) -> Match:
        self.asked.append(phrase)
        found = [s for s in REAL.skills.values() if s.section_id == self.section_id][:1]
        near_by = tuple(Candidate(s, REAL.sections[s.section_id], 0.5) for s in found)
        return Match(phrase, False, (), near_by)

    def guides_of(self, skill_id: str) -> Sequence[Guide]:
        return self.guides


@dataclass
class Asking:
    """A question writer that gives what it was told to give."""

    written: Written | None
    skills: list[str] = field(default_factory=list)

    async def ask(self, skill: Skill, catalogue: Catalogue) -> Written | None:
        self.skills.append(skill.id)
        return self.written


@dataclass
class Desk:
    """The part of the desk that preparing reads."""

    executor: BoundedExecutor
    held: Catalogue = REAL
    knowledge: Knows = field(default_factory=Knows)
    learning: MemoryLearning = field(default_factory=MemoryLearning)
    nudges: MemoryNudges = field(default_factory=MemoryNudges)
    asker: Asker | None = None
    goals: list[str] = field(default_factory=list)

    async def catalogue(self) -> Catalogue:
        return self.held

    async def weigh(self, goal: str) -> Mapping[str, float]:
        self.goals.append(goal)
        return {}

    async def logged(self, skill: Skill, at: float) -> None:
        said = Entry(
            skill.id, "T", "U1", at, EntryKind.LEARNED, skill_id=skill.id, skill=skill.text
        )
        await self.learning.append([said])


@pytest.fixture
async def services() -> AsyncIterator[Desk]:
    executor = BoundedExecutor()
    yield Desk(executor)
    executor.close()


async def look(
    services: Desk, schedule: Schedule, facts: Availability, now: float
) -> PreparedNudge:
    return await prepare_nudge(
        services, schedule, facts, await load_history(services, schedule, now), now
    )


async def sent(services: Desk, found: PreparedNudge, at: float, schedule: Schedule = ON) -> Sent:
    assert isinstance(found.verdict, Send)
    assert found.nudge is not None
    key = f"nudge:{schedule.subject}:{found.verdict.period}"
    who = (schedule.workspace, key, schedule.subject, schedule.person)
    kind, period = found.verdict.kind, found.verdict.period
    line = Sent(*who, kind, period, at, found.nudge, touched_at=at)
    await services.nudges.begin(line)
    await services.nudges.confirm("T", key, "D1", "1.0")
    return line


async def test_what_is_due_is_composed_with_its_reasons(services: Desk) -> None:
    await services.logged(POOL, MONDAY - 46 * DAY)

    found = await look(services, ON, Availability(zone="Europe/Lisbon"), MONDAY)

    assert isinstance(found.verdict, Send)
    assert found.nudge is not None
    assert found.nudge.why[: len(found.verdict.why)] == found.verdict.why
    assert found.nudge.zone == "Europe/Lisbon"
    assert found.nudge.question is not None
    assert found.nudge.question.skill_id == POOL.id


async def test_a_year_of_weeks_repeats_nothing_within_eight(services: Desk) -> None:
    await services.logged(POOL, MONDAY - 46 * DAY)
    suggested: list[str] = []
    for week in range(52):
        now = MONDAY + week * WEEK
        line = await sent(services, await look(services, ON, Availability(), now), now)
        assert line.nudge.next is not None
        assert line.nudge.next.skill_id not in suggested[-7:]
        suggested.append(line.nudge.next.skill_id)


async def test_this_week_is_done_once_it_came(services: Desk) -> None:
    await sent(services, await look(services, ON, Availability(), MONDAY), MONDAY)

    found = await look(services, ON, Availability(), MONDAY)

    assert isinstance(found.verdict, Wait)
    assert found.nudge is None


async def test_nothing_to_say_waits_for_the_next_week_and_says_so(services: Desk) -> None:
    services.held = Catalogue()

    found = await look(services, ON, Availability(), MONDAY)

    assert isinstance(found.verdict, Wait)
    assert found.verdict.why == NOTHING
    assert found.verdict.until is not None
    assert MONDAY + DAY < found.verdict.until <= MONDAY + WEEK


async def test_a_model_writes_the_question_where_there_is_one(services: Desk) -> None:
    await services.logged(POOL, MONDAY - 46 * DAY)
    services.asker = asking = Asking(WRITTEN)

    found = await look(services, ON, Availability(), MONDAY)

    assert asking.skills == [POOL.id]
    assert found.nudge is not None
    question = found.nudge.question
    assert question is not None
    assert (question.kind, question.passage) == ("written", POOL.text)
    assert question.options[question.right] == WRITTEN.right
    assert set(question.options) == {WRITTEN.right, *WRITTEN.wrong}


async def test_a_model_that_does_not_do_leaves_the_documents_own_question(services: Desk) -> None:
    await services.logged(POOL, MONDAY - 46 * DAY)
    services.asker = Asking(None)

    found = await look(services, ON, Availability(), MONDAY)

    assert found.nudge is not None
    assert found.nudge.question is not None
    assert found.nudge.question.kind != "written"


async def test_no_model_is_asked_where_nothing_fades(services: Desk) -> None:
    services.asker = asking = Asking(WRITTEN)

    found = await look(services, ON, Availability(), MONDAY)

    assert asking.skills == []
    assert found.nudge is not None
    assert found.nudge.question is None


async def test_a_reminder_finds_the_nudge_in_which_it_was_planned(services: Desk) -> None:
    line = await sent(services, await look(services, ON, Availability(), MONDAY), MONDAY)
    at = MONDAY + DAY
    plan = replace(ON, subject="U1/plan", kind=NudgeKind.REMINDER, next_at=at, about=line.key)

    found = await look(services, plan, Availability(), at)
    lost = await look(services, replace(plan, about="gone"), Availability(), at)

    assert found.nudge is not None
    assert found.nudge.kind is NudgeKind.REMINDER
    assert found.nudge.next == line.nudge.next
    assert lost == PreparedNudge(Wait(None, NOTHING))


async def test_a_channels_prompt_reads_nothing_of_who_set_it(services: Desk) -> None:
    wishes = replace(ALWAYS, weekday=0, minute=600)
    channel = replace(ON, subject="C1", kind=NudgeKind.PROMPT, preferences=wishes)
    before = await look(services, channel, Availability(), MONDAY)
    await services.logged(POOL, MONDAY - 46 * DAY)

    after = await look(services, channel, Availability(), MONDAY)

    assert after.nudge is not None
    assert after == before
    assert services.goals == []


def test_near_are_the_sections_of_what_matches_skill_and_title() -> None:
    other = next(s for s in REAL.sections.values() if s.id != POOL.section_id)
    knows = Knows(other.id)

    assert nearest_sections(knows, POOL, REAL) == {other.id}
    assert knows.asked == [POOL.text, REAL.sections[POOL.section_id].title]


async def test_a_preview_shows_what_comes_and_writes_nothing(services: Desk) -> None:
    await services.nudges.put(ON)
    monday = datetime.fromtimestamp(MONDAY, UTC)

    due = await preview_nudge(services, "T", "U1", monday)
    early = await preview_nudge(services, "T", "U1", monday.replace(hour=8, tzinfo=None))
    stranger = await preview_nudge(services, "T", "U2", monday)

    assert (due.due, early.due, stranger.due) == (True, False, False)
    assert due.nudge is not None
    assert due.why == " ".join(due.nudge.why)
    assert "Monday 23 November at 10:00" in early.why
    assert "hasn't been asked" in stranger.why
    for shown in (due, early, stranger):
        assert shown.nudge is not None
        assert shown.message.blocks
    assert await services.nudges.sent("T", "U1", 0) == []
    assert await services.nudges.get("T", "U2") is None


async def test_a_preview_over_an_empty_library_says_so(services: Desk) -> None:
    services.held = Catalogue()

    shown = await preview_nudge(services, "T", "U1", datetime.fromtimestamp(MONDAY, UTC))

    assert (shown.due, shown.nudge, shown.message.text) == (False, None, NOTHING)


def test_a_nudge_is_there_exactly_where_the_verdict_is_to_send() -> None:
    assert PreparedNudge(Wait(None, "")).nudge is None
    assert PreparedNudge(Send(NudgeKind.WEEKLY, "p", ()), Nudge(NudgeKind.WEEKLY, ())).nudge
