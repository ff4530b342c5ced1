"""Logs skills and shows what was logged, for commands, messages, forms and buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.learning.clauses import ClauseMode
from bot.coaching.learning.entries import Entry
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.learning.logging_decision import (
    StatementPart,
    batch_id,
    make_entry,
    make_own_entry,
)
from bot.coaching.learning.report import ReportPart, parse_report
from bot.coaching.learning.report_decision import LogDecision, decide_report, to_match
from bot.coaching.learning.statement import EMPTY_STATEMENT, Statement
from bot.coaching.suggestions.candidates import implied_skills
from bot.slack.api.blocks import Message
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_ask import ask_message, how_message, left_message, to_pending
from bot.slack.learning.views_logged import logged_message
from bot.slack.learning.views_not_logged import not_logged_messages, nothing_message
from bot.slack.learning.views_offer import section_message
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Knowledge, Services
from knowledge.model import Catalogue, Skill

QUESTIONS = 3
"""How many unclear parts are asked about at once: a response_url accepts five messages, and two may
be needed for what was logged and what was left out."""


class Actor(Protocol):
    """A person in a workspace; every call is one."""

    @property
    def workspace(self) -> str: ...

    @property
    def person(self) -> str: ...


@dataclass(frozen=True, slots=True)
class LearnedStatement:
    """What a person said they learned. ``key`` identifies the message, so it counts only once."""

    workspace: str
    person: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The messages that answer a request, and what was logged and asked."""

    messages: tuple[Message, ...]
    entries: tuple[Entry, ...] = ()
    asked: tuple[Skill, ...] = ()


async def log_statement(
    services: Services, learned: LearnedStatement, *, bare: bool = True
) -> Reply:
    """Log what is clear, ask about the rest, and say what isn't logged and why.

    ``bare``: a name without a verb means that it was learned, as in `/learned docker`.
    """
    day = await today(services, learned.workspace, learned.person)
    catalogue = await services.catalogue()
    named = _named_skill(learned.text, catalogue)
    parts = parse_report(learned.text, day, bare=bare)
    if named is None and not to_match(parts):
        return Reply(_nothing(parts))
    decision = await services.executor.run(
        lambda: _decide(services.knowledge, parts, catalogue, named)
    )
    batch = batch_id(learned.key)
    entries = [
        skill_entry(services, learned, batch, skill, catalogue, part.statement)
        for part in decision.parts
        for skill in part.skills
    ]
    shown = [await save_and_show(services, entries)] if entries else []
    unclear = [part for part in decision.parts if not part.skills]
    messages = [
        *shown,
        *(section_message(offer, batch) for offer in decision.sections),
        *(_question(part, batch) for part in unclear[:QUESTIONS]),
    ]
    if unclear[QUESTIONS:]:
        messages.append(left_message(part.words for part in unclear[QUESTIONS:]))
    if not messages or decision.plans or (decision.not_done and not entries):
        messages += not_logged_messages(decision, logged=bool(messages))
    return Reply(tuple(messages) or (how_message(),), tuple(entries), _offered(decision))


def _nothing(parts: Sequence[ReportPart]) -> tuple[Message, ...]:
    """Return the answer to a report in which nothing could be a skill."""
    if any(part.mode is ClauseMode.OTHER_PERSON for part in parts):
        return tuple(not_logged_messages(LogDecision(others=True)))
    if any(part.words for part in parts):
        return (nothing_message(),)
    return (how_message(),)


def _decide(
    knowledge: Knowledge,
    parts: Sequence[ReportPart],
    catalogue: Catalogue,
    named: Skill | None,
) -> LogDecision:
    if named is not None:
        return LogDecision((StatementPart(named.text, (named,), (), Statement(named.text)),))
    matches = knowledge.match_all([part.words for part in to_match(parts)])
    return decide_report(parts, matches, catalogue)


def _named_skill(text: str, catalogue: Catalogue) -> Skill | None:
    """Return the skill whose whole text somebody wrote, which may itself read like a list."""
    return catalogue.named.get(" ".join(text.split()).casefold().strip(" ."))


def _offered(decision: LogDecision) -> tuple[Skill, ...]:
    """Return the skills that the person is asked about."""
    parts = (*decision.parts, *decision.plans)
    skills = [c.skill for part in parts for c in part.candidates]
    skills += [skill for offer in decision.sections for skill in offer.skills]
    return tuple(dict.fromkeys(skills))


async def save_and_show(services: Services, entries: Sequence[Entry], lead: str = "") -> Message:
    """Save the entries of one batch; return a message on them and the skills they imply."""
    await save_entries(services, entries)
    about = entries[0]
    log = await services.learning.of(about.workspace, about.person)
    catalogue = await services.catalogue()
    new = await services.executor.run(lambda: newly_implied(log, about.batch, catalogue))
    return logged_message(entries, lead=lead, implied=new)


def newly_implied(log: Sequence[Entry], batch: str, catalogue: Catalogue) -> tuple[Skill, ...]:
    """Return the skills that count as known only because of this batch, the closest first."""
    before = [entry for entry in log if entry.batch != batch]
    ids = set(_implied(before, catalogue)) | set(fold_log(before, catalogue).known)
    return tuple(
        catalogue.skills[skill_id] for skill_id in _implied(log, catalogue) if skill_id not in ids
    )


def skill_entry(
    services: Services,
    who: Actor,
    batch: str,
    skill: Skill,
    catalogue: Catalogue,
    statement: Statement = EMPTY_STATEMENT,
    note: str = "",
) -> Entry:
    """Return an entry for a skill in the documents."""
    return make_entry(
        skill,
        catalogue,
        workspace=who.workspace,
        person=who.person,
        at=services.clock(),
        batch=batch,
        statement=statement,
        note=note,
    )


def own_skill_entry(
    services: Services, who: Actor, batch: str, statement: Statement, note: str = ""
) -> Entry:
    """Return an entry for a skill of the person's own."""
    return make_own_entry(
        statement.phrase,
        workspace=who.workspace,
        person=who.person,
        at=services.clock(),
        batch=batch,
        statement=statement,
        note=note,
    )


def _question(part: StatementPart, batch: str) -> Message:
    return ask_message(part, to_pending(batch, part.words, part.statement), lead=part.problem)


def _implied(log: Iterable[Entry], catalogue: Catalogue) -> dict[str, str]:
    now: LearnerState = fold_log(log, catalogue)
    return implied_skills(now, catalogue)
