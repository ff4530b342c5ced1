"""From a due schedule to its nudge, with in-memory stores, with and without a chat model."""

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
class FakeKnowledge:
    """A knowledge core that finds nothing, or always the same section."""

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
class FakeAsker:
    """A question writer that always returns the same question."""

    written: Written | None
    skills: list[str] = field(default_factory=list)

    async def ask(self, skill: Skill, catalogue: Catalogue) -> Written | None:
        self.skills.append(skill.id)
        return self.written


@dataclass
class FakeServices:
    """The services that composing reads from."""

    executor: BoundedExecutor
    library: Catalogue = REAL
    knowledge: FakeKnowledge = field(default_factory=FakeKnowledge)
    learning: MemoryLearning = field(default_factory=MemoryLearning)
    nudges: MemoryNudges = field(default_factory=MemoryNudges)
    asker: Asker | None = None
    goals: list[str] = field(default_factory=list)

    async def catalogue(self) -> Catalogue:
        return self.library

    async def weigh(self, goal: str) -> Mapping[str, float]:
        self.goals.append(goal)
        return {}

    async def log_skill(self, skill: Skill, at: float) -> None:
        entry = Entry(
            skill.id, "T", "U1", at, EntryKind.LEARNED, skill_id=skill.id, skill=skill.text
        )
        await self.learning.append([entry])


@pytest.fixture
async def services() -> AsyncIterator[FakeServices]:
    executor = BoundedExecutor()
    yield FakeServices(executor)
    executor.close()


async def look(
    services: FakeServices, schedule: Schedule, facts: Availability, now: float
) -> PreparedNudge:
    return await prepare_nudge(
        services, schedule, facts, await load_history(services, schedule, now), now
    )


async def sent(
    services: FakeServices, found: PreparedNudge, at: float, schedule: Schedule = ON
) -> Sent:
    assert isinstance(found.verdict, Send)
    assert found.nudge is not None
    key = f"nudge:{schedule.subject}:{found.verdict.period}"
    who = (schedule.workspace, key, schedule.subject, schedule.person)
    kind, period = found.verdict.kind, found.verdict.period
    line = Sent(*who, kind, period, at, found.nudge, touched_at=at)
    await services.nudges.begin(line)
    await services.nudges.confirm("T", key, "D1", "1.0")
    return line


async def test_composes_what_is_due_with_its_reasons(services: FakeServices) -> None:
    await services.log_skill(POOL, MONDAY - 46 * DAY)

    found = await look(services, ON, Availability(zone="Europe/Lisbon"), MONDAY)

    assert isinstance(found.verdict, Send)
    assert found.nudge is not None
    assert found.nudge.why[: len(found.verdict.why)] == found.verdict.why
    assert found.nudge.zone == "Europe/Lisbon"
    assert found.nudge.question is not None
    assert found.nudge.question.skill_id == POOL.id


async def test_a_year_of_nudges_repeats_no_skill_within_eight_weeks(services: FakeServices) -> None:
    await services.log_skill(POOL, MONDAY - 46 * DAY)
    suggested: list[str] = []
    for week in range(52):
        now = MONDAY + week * WEEK
        line = await sent(services, await look(services, ON, Availability(), now), now)
        assert line.nudge.next is not None
        assert line.nudge.next.skill_id not in suggested[-7:]
        suggested.append(line.nudge.next.skill_id)


async def test_no_second_nudge_in_the_same_week(services: FakeServices) -> None:
    await sent(services, await look(services, ON, Availability(), MONDAY), MONDAY)

    found = await look(services, ON, Availability(), MONDAY)

    assert isinstance(found.verdict, Wait)
    assert found.nudge is None


async def test_with_nothing_to_send_it_waits_for_the_next_week(services: FakeServices) -> None:
    services.library = Catalogue()

    found = await look(services, ON, Availability(), MONDAY)

    assert isinstance(found.verdict, Wait)
    assert found.verdict.why == NOTHING
    assert found.verdict.until is not None
    assert MONDAY + DAY < found.verdict.until <= MONDAY + WEEK


async def test_a_model_writes_the_question(services: FakeServices) -> None:
    await services.log_skill(POOL, MONDAY - 46 * DAY)
    services.asker = asker = FakeAsker(WRITTEN)

    found = await look(services, ON, Availability(), MONDAY)

    assert asker.skills == [POOL.id]
    assert found.nudge is not None
    question = found.nudge.question
    assert question is not None
    assert (question.kind, question.passage) == ("written", POOL.text)
    assert question.options[question.right] == WRITTEN.right
    assert set(question.options) == {WRITTEN.right, *WRITTEN.wrong}


async def test_without_a_usable_model_question_the_documents_question_is_used(
    services: FakeServices,
) -> None:
    await services.log_skill(POOL, MONDAY - 46 * DAY)
    services.asker = FakeAsker(None)

    found = await look(services, ON, Availability(), MONDAY)

    assert found.nudge is not None
    assert found.nudge.question is not None
    assert found.nudge.question.kind != "written"


async def test_no_model_call_if_no_skill_needs_recall(services: FakeServices) -> None:
    services.asker = asker = FakeAsker(WRITTEN)

    found = await look(services, ON, Availability(), MONDAY)

    assert asker.skills == []
    assert found.nudge is not None
    assert found.nudge.question is None


async def test_a_reminder_finds_the_nudge_in_which_it_was_planned(services: FakeServices) -> None:
    line = await sent(services, await look(services, ON, Availability(), MONDAY), MONDAY)
    at = MONDAY + DAY
    plan = replace(ON, subject="U1/plan", kind=NudgeKind.REMINDER, next_at=at, about=line.key)

    found = await look(services, plan, Availability(), at)
    lost = await look(services, replace(plan, about="gone"), Availability(), at)

    assert found.nudge is not None
    assert found.nudge.kind is NudgeKind.REMINDER
    assert found.nudge.next == line.nudge.next
    assert lost == PreparedNudge(Wait(None, NOTHING))


async def test_a_channels_prompt_uses_nothing_about_the_person_who_set_it(
    services: FakeServices,
) -> None:
    preferences = replace(ALWAYS, weekday=0, minute=600)
    channel = replace(ON, subject="C1", kind=NudgeKind.PROMPT, preferences=preferences)
    before = await look(services, channel, Availability(), MONDAY)
    await services.log_skill(POOL, MONDAY - 46 * DAY)

    after = await look(services, channel, Availability(), MONDAY)

    assert after.nudge is not None
    assert after == before
    assert services.goals == []


def test_nearest_sections_match_the_skill_and_its_sections_title() -> None:
    other = next(s for s in REAL.sections.values() if s.id != POOL.section_id)
    knowledge = FakeKnowledge(other.id)

    assert nearest_sections(knowledge, POOL, REAL) == {other.id}
    assert knowledge.asked == [POOL.text, REAL.sections[POOL.section_id].title]


async def test_a_preview_shows_the_next_nudge_and_writes_nothing(services: FakeServices) -> None:
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


async def test_a_preview_of_an_empty_library_has_nothing(services: FakeServices) -> None:
    services.library = Catalogue()

    shown = await preview_nudge(services, "T", "U1", datetime.fromtimestamp(MONDAY, UTC))

    assert (shown.due, shown.nudge, shown.message.text) == (False, None, NOTHING)


def test_only_a_verdict_to_send_has_a_nudge() -> None:
    assert PreparedNudge(Wait(None, "")).nudge is None
    assert PreparedNudge(Send(NudgeKind.WEEKLY, "p", ()), Nudge(NudgeKind.WEEKLY, ())).nudge
