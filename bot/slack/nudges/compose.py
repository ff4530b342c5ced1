"""Decides whether a schedule is due, and composes its nudge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.coaching.learning.availability import Availability
from bot.coaching.learning.entries import Entry
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.nudges.compose_input import Material, skills_to_recall
from bot.coaching.nudges.decide import Send, Wait, decide
from bot.coaching.nudges.kinds import compose
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import person_zone
from bot.coaching.recall.distractors import QuestionSource
from bot.coaching.recall.question import RecallQuestion
from bot.slack.routing.ports import Asker
from bot.store.nudge_ports import Nudges
from bot.store.ports import Learning
from bot.work import BoundedExecutor
from knowledge.guide_model import Guide
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Match, Skill

LOOKED_BACK = 366 * 86_400.0
"""How far back the sent nudges are read, in seconds."""
NOTHING = "There was nothing new to ask or suggest."
PERSONAL = frozenset({NudgeKind.WEEKLY, NudgeKind.REMINDER})


class SkillKnowledge(Protocol):
    """What composing needs from the knowledge core. It blocks, so call it on the executor."""

    def match(self, phrase: str) -> Match: ...

    def guides_of(self, skill_id: str) -> Sequence[Guide]: ...


class NudgeData(Protocol):
    """What composing reads from: a part of ``Services``."""

    @property
    def knowledge(self) -> SkillKnowledge: ...
    @property
    def learning(self) -> Learning: ...
    @property
    def nudges(self) -> Nudges: ...
    @property
    def executor(self) -> BoundedExecutor: ...
    @property
    def asker(self) -> Asker | None: ...
    async def catalogue(self) -> Catalogue: ...
    async def weigh(self, goal: str) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class PreparedNudge:
    """The decision on a schedule; ``nudge`` is set if, and only if, the verdict is to send."""

    verdict: Send | Wait
    nudge: Nudge | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What a schedule's subject was sent in the last year, and the whole log of its person.

    ``learners`` is how many people in the workspace have nudges turned on.
    """

    sent: Sequence[Sent]
    log: Sequence[Entry]
    learners: int

    def decide(self, schedule: Schedule, facts: Availability, now: float) -> Send | Wait:
        """Decide whether to send now, or when to check again."""
        return decide(schedule, facts, self.sent, self.log, now, self.learners)

    def followed_by(self, line: Sent) -> History:
        """Return a copy with this line added, or replaced if it is there already."""
        return replace(self, sent=[*(each for each in self.sent if each.key != line.key), line])


async def load_history(
    source: NudgeData, schedule: Schedule, now: float, sent: Sequence[Sent] | None = None
) -> History:
    """Load a schedule's history; ``sent`` is its lines, if they were just read."""
    workspace = schedule.workspace
    if sent is None:
        sent = await source.nudges.sent(workspace, schedule.subject, now - LOOKED_BACK)
    log = await source.learning.of(workspace, schedule.person)
    return History(sent, log, await source.nudges.learners(workspace))


async def prepare_nudge(
    source: NudgeData, schedule: Schedule, facts: Availability, past: History, now: float
) -> PreparedNudge:
    """Decide on a schedule and compose its nudge. Reads the stores and writes nothing.

    If it is due but there is nothing worth sending, the verdict is to wait for the next time.
    """
    verdict = past.decide(schedule, facts, now)
    if isinstance(verdict, Wait):
        return PreparedNudge(verdict)
    if nudge := await compose_nudge(source, schedule, facts, past, verdict, now):
        return PreparedNudge(verdict, nudge)
    seen = past.followed_by(_passed(schedule, verdict, now))
    after = seen.decide(schedule, facts, now)
    return PreparedNudge(
        replace(after, why=NOTHING) if isinstance(after, Wait) else Wait(None, NOTHING)
    )


async def compose_nudge(
    source: NudgeData,
    schedule: Schedule,
    facts: Availability,
    past: History,
    send: Send,
    now: float,
) -> Nudge | None:
    """Return the nudge to send, whether or not it is due; None if nothing is worth sending."""
    catalogue = await source.catalogue()
    # A channel's prompt must not reveal anything about the person who set it.
    learner = fold_log(past.log if send.kind in PERSONAL else (), catalogue)
    material = Material(
        learner=learner,
        catalogue=catalogue,
        goal=await source.weigh(learner.goal) if send.kind is NudgeKind.WEEKLY else {},
        sent=await _lines(source, schedule, past),
        schedule=schedule,
        zone=person_zone(schedule.preferences, facts.zone, schedule.zone).key,
        now=now,
        why=send.why,
        lexicon=await source.executor.run(Lexicon.load),
        near=lambda skill: nearest_sections(source.knowledge, skill, catalogue),
        guides=lambda skill: source.knowledge.guides_of(skill.id),
    )
    if send.kind is NudgeKind.WEEKLY and source.asker:
        material = replace(material, question=await _written(source.asker, material))
    return await source.executor.run(lambda: compose(send.kind, material))


def nearest_sections(
    knowledge: SkillKnowledge, skill: Skill, catalogue: Catalogue
) -> frozenset[str]:
    """Return the ids of the sections closest in meaning to a skill and its section's title."""
    about = (skill.text, catalogue.sections[skill.section_id].title)
    return frozenset(c.section.id for text in about for c in knowledge.match(text).candidates)


async def _lines(source: NudgeData, schedule: Schedule, past: History) -> Sequence[Sent]:
    """Return the subject's lines; for a reminder, the nudge in which it was planned."""
    if schedule.kind is not NudgeKind.REMINDER:
        return past.sent
    line = await source.nudges.find(schedule.workspace, schedule.about)
    return (line,) if line else ()


async def _written(asker: Asker, material: Material) -> RecallQuestion | None:
    """Return a chat model's question on the skill that needs recall most.

    None if no skill needs it, or the model has no usable question.
    """
    if (skill := next(skills_to_recall(material), None)) is None:
        return None
    if (written := await asker.ask(skill, material.catalogue)) is None:
        return None
    source = QuestionSource(skill, material.catalogue, material.seed)
    return source.question("written", written.text, written.right, written.wrong)


def _passed(schedule: Schedule, send: Send, now: float) -> Sent:
    """Return a line as if a nudge had been sent and seen: this week had nothing to send."""
    nudge = Nudge(send.kind, send.why)
    key = f"nothing:{schedule.subject}:{send.period}"
    subject, person = schedule.subject, schedule.person
    line = Sent(schedule.workspace, key, subject, person, send.kind, send.period, now, nudge)
    return replace(line, ts="none", touched_at=now)
