"""From a schedule that is due to the nudge to send: whether it is time, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.coaching.learning.availability import Facts
from bot.coaching.learning.entries import Entry
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.nudges.compose_input import Material, to_recall
from bot.coaching.nudges.decide import Send, Wait, decide
from bot.coaching.nudges.kinds import compose
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.nudges.working_hours import zone
from bot.coaching.recall.distractors import Ground
from bot.coaching.recall.question import RecallQuestion
from bot.slack.routing.ports import Asker
from bot.store.nudge_ports import Nudges
from bot.store.ports import Learning
from bot.work import BoundedExecutor
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Match, Skill

LOOKED_BACK = 366 * 86_400.0
"""How much of the ledger is read, in seconds."""
NOTHING = "There was nothing new to ask or suggest."
PERSONAL = frozenset({NudgeKind.WEEKLY, NudgeKind.REMINDER})


class Knows(Protocol):
    """What of the knowledge core tells which sections are near in meaning. Blocking."""

    def match(self, phrase: str) -> Match: ...


class NudgeData(Protocol):
    """What preparing reads from; the desk is one."""

    @property
    def knowledge(self) -> Knows: ...
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
class Prepared:
    """``nudge`` is set exactly where the verdict is to send."""

    verdict: Send | Wait
    nudge: Nudge | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What a schedule's subject was sent in the last year, and the whole log of its person.

    ``learners`` is how many people of the workspace have nudges switched on.
    """

    sent: Sequence[Sent]
    log: Sequence[Entry]
    learners: int

    def decide(self, schedule: Schedule, facts: Facts, now: float) -> Send | Wait:
        """Whether it is time, or when to look again."""
        return decide(schedule, facts, self.sent, self.log, now, self.learners)

    def followed_by(self, line: Sent) -> Past:
        """The same with one more line, or with that line as it is now."""
        return replace(self, sent=[*(each for each in self.sent if each.key != line.key), line])


async def past_of(
    source: NudgeData, schedule: Schedule, now: float, sent: Sequence[Sent] | None = None
) -> Past:
    """What is known of a schedule's subject; ``sent`` are its lines where they were just read."""
    workspace = schedule.workspace
    if sent is None:
        sent = await source.nudges.sent(workspace, schedule.subject, now - LOOKED_BACK)
    log = await source.learning.of(workspace, schedule.person)
    return Past(sent, log, await source.nudges.learners(workspace))


async def prepared(
    source: NudgeData, schedule: Schedule, facts: Facts, past: Past, now: float
) -> Prepared:
    """What becomes of a schedule now. Reads the stores, and writes nothing.

    Where it is time but there is nothing worth sending, the verdict is to wait for the next time.
    """
    verdict = past.decide(schedule, facts, now)
    if isinstance(verdict, Wait):
        return Prepared(verdict)
    if nudge := await composed(source, schedule, facts, past, verdict, now):
        return Prepared(verdict, nudge)
    seen = past.followed_by(_passed(schedule, verdict, now))
    after = seen.decide(schedule, facts, now)
    return Prepared(replace(after, why=NOTHING) if isinstance(after, Wait) else Wait(None, NOTHING))


async def composed(
    source: NudgeData, schedule: Schedule, facts: Facts, past: Past, send: Send, now: float
) -> Nudge | None:
    """The nudge that would be sent, whether or not it is time; None where nothing is worth it."""
    catalogue = await source.catalogue()
    # A channel's prompt must hold nothing of whoever set it.
    learner = fold_log(past.log if send.kind in PERSONAL else (), catalogue)
    material = Material(
        learner=learner,
        catalogue=catalogue,
        goal=await source.weigh(learner.goal) if send.kind is NudgeKind.WEEKLY else {},
        sent=await _lines(source, schedule, past),
        schedule=schedule,
        zone=zone(schedule.preferences, facts.zone, schedule.zone).key,
        now=now,
        why=send.why,
        lexicon=await source.executor.run(Lexicon.load),
        near=lambda skill: near(source.knowledge, skill, catalogue),
    )
    if send.kind is NudgeKind.WEEKLY and source.asker:
        material = replace(material, question=await _written(source.asker, material))
    return await source.executor.run(lambda: compose(send.kind, material))


def near(knowledge: Knows, skill: Skill, catalogue: Catalogue) -> frozenset[str]:
    """The ids of the sections nearest in meaning to a skill and to its section's title."""
    about = (skill.text, catalogue.sections[skill.section_id].title)
    return frozenset(c.section.id for text in about for c in knowledge.match(text).candidates)


async def _lines(source: NudgeData, schedule: Schedule, past: Past) -> Sequence[Sent]:
    """The subject's lines; for a reminder, the one in which its plan was made."""
    if schedule.kind is not NudgeKind.REMINDER:
        return past.sent
    line = await source.nudges.find(schedule.workspace, schedule.about)
    return (line,) if line else ()


async def _written(asker: Asker, material: Material) -> RecallQuestion | None:
    """A chat model's question on what fades most; None where nothing does or it does not do."""
    if (skill := next(to_recall(material), None)) is None:
        return None
    if (written := await asker.ask(skill, material.catalogue)) is None:
        return None
    ground = Ground(skill, material.catalogue, material.seed)
    return ground.question("written", written.text, written.right, written.wrong)


def _passed(schedule: Schedule, send: Send, now: float) -> Sent:
    """A line as if it had been sent and seen: to have nothing to send uses up the week too."""
    nudge = Nudge(send.kind, send.why)
    key = f"nothing:{schedule.subject}:{send.period}"
    subject, person = schedule.subject, schedule.person
    line = Sent(schedule.workspace, key, subject, person, send.kind, send.period, now, nudge)
    return replace(line, ts="none", touched_at=now)
