"""Logs skills and shows what was logged, for commands, messages, forms and buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.coaching.learning.entries import Entry
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.learning.logging_decision import (
    StatementPart,
    batch_id,
    decide,
    make_entry,
    make_own_entry,
)
from bot.coaching.learning.statement_parser import EMPTY_STATEMENT, Statement, parse_statement
from bot.coaching.suggestions.candidates import implied_skills
from bot.slack.api.blocks import Message
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_ask import ask_message, how_message, left_message, to_pending
from bot.slack.learning.views_logged import logged_message
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Knowledge, Services
from knowledge.model import Catalogue, Match, Skill
from knowledge.retrieval import smalltalk
from knowledge.skill_matcher import is_list, parts_of

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


async def log_statement(services: Services, learned: LearnedStatement) -> tuple[Message, ...]:
    """Log the skills that are clear; return messages on those, and questions about the rest."""
    statement = parse_statement(
        learned.text, await today(services, learned.workspace, learned.person)
    )
    parts = await services.executor.run(
        lambda: decide(match_skills(services.knowledge, statement.phrase))
    )
    if not parts:
        return (how_message(),)
    batch = batch_id(learned.key)
    catalogue = await services.catalogue()
    entries = [
        skill_entry(
            services, learned, batch, skill, catalogue, replace(statement, phrase=part.words)
        )
        for part in parts
        for skill in part.skills
    ]
    shown = [await save_and_show(services, entries)] if entries else []
    unclear = [part for part in parts if not part.skills]
    questions = [_question(part, batch, statement) for part in unclear[:QUESTIONS]]
    left = [left_message(part.words for part in unclear[QUESTIONS:])] if unclear[QUESTIONS:] else []
    return (*shown, *questions, *left)


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


def match_skills(knowledge: Knowledge, phrase: str) -> tuple[Match, ...]:
    """Match the skills a phrase names, one match per part; none for small talk or only emoji."""
    if smalltalk.kind_of(phrase) is not None or not any(map(str.isalnum, _without_emoji(phrase))):
        return ()
    whole, parts = knowledge.match(phrase), parts_of(phrase)
    if len(parts) < 2 or not is_list(parts) or _by_name(whole):
        return (whole,)
    if whole.known and len(whole.skills) == len(parts):
        return tuple(
            Match(part, True, (skill,), whole.candidates)
            for part, skill in zip(parts, whole.skills, strict=True)
        )
    return tuple(knowledge.match(part) for part in parts)


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


def _question(part: StatementPart, batch: str, statement: Statement) -> Message:
    return ask_message(part, to_pending(batch, part.words, statement))


def _implied(log: Iterable[Entry], catalogue: Catalogue) -> dict[str, str]:
    now: LearnerState = fold_log(log, catalogue)
    return implied_skills(now, catalogue)


def _by_name(match: Match) -> bool:
    """Whether the phrase is a skill's own words, which may read like a list."""
    words = match.phrase.casefold().strip(" .")
    return any(c.skill.text.casefold() == words for c in match.candidates)


def _without_emoji(phrase: str) -> str:
    """Return a phrase without emoji names such as ":tada:"."""
    return " ".join(word for word in phrase.split() if not (word[0] == word[-1] == ":"))
