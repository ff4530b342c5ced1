"""Something learned, from hearing it to showing what was logged. Commands, messages, forms and
buttons all come through here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.coaching.learning.entries import Entry
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.learning.logging_decision import (
    StatementPart,
    batch_id,
    decide,
    entry_of,
    own_entry,
)
from bot.coaching.learning.statement_parser import NOTHING, Statement, read
from bot.coaching.suggestions.candidates import implied_skills
from bot.slack.api.blocks import Message
from bot.slack.learning.save import keep
from bot.slack.learning.views_ask import ask_message, how_message, left_message, pending
from bot.slack.learning.views_logged import logged_message
from bot.slack.routing.local_time import today
from bot.slack.routing.services import Knowledge, Services
from knowledge.model import Catalogue, Match, Skill
from knowledge.retrieval import smalltalk
from knowledge.skill_matcher import is_list, parts_of

QUESTIONS = 3
"""So many unclear parts are asked about at once: a response_url takes five messages, and one shows
what was logged and one says what else was not understood."""


class Where(Protocol):
    """Anything that says who did something, and in which workspace."""

    @property
    def workspace(self) -> str: ...

    @property
    def person(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that say what a person learned. ``key`` names where they stood: once logged, once."""

    workspace: str
    person: str
    text: str
    key: str


async def hear(services: Services, heard: Heard) -> tuple[Message, ...]:
    """Logs what is surely meant; returns what to show: that, and what to ask about the rest."""
    said = read(heard.text, await today(services, heard.workspace, heard.person))
    parts = await services.executor.run(lambda: decide(matches(services.knowledge, said.phrase)))
    if not parts:
        return (how_message(),)
    batch = batch_id(heard.key)
    catalogue = await services.catalogue()
    entries = [
        known(services, heard, batch, skill, catalogue, replace(said, phrase=part.words))
        for part in parts
        for skill in part.skills
    ]
    shown = [await logged(services, entries)] if entries else []
    unclear = [part for part in parts if not part.skills]
    asked = [_asked(part, batch, said) for part in unclear[:QUESTIONS]]
    left = [left_message(part.words for part in unclear[QUESTIONS:])] if unclear[QUESTIONS:] else []
    return (*shown, *asked, *left)


async def logged(services: Services, entries: Sequence[Entry], lead: str = "") -> Message:
    """Keeps entries of one batch, and returns what shows them with all that follows."""
    await keep(services, entries)
    about = entries[0]
    log = await services.learning.of(about.workspace, about.person)
    catalogue = await services.catalogue()
    new = await services.executor.run(lambda: newly_implied(log, about.batch, catalogue))
    return logged_message(entries, lead=lead, implied=new)


def newly_implied(log: Sequence[Entry], batch: str, catalogue: Catalogue) -> tuple[Skill, ...]:
    """What counts as known because of one batch, and did not without it; the nearest first."""
    before = [entry for entry in log if entry.batch != batch]
    ids = set(_implied(before, catalogue)) | set(fold_log(before, catalogue).known)
    return tuple(
        catalogue.skills[skill_id] for skill_id in _implied(log, catalogue) if skill_id not in ids
    )


def matches(knowledge: Knowledge, phrase: str) -> tuple[Match, ...]:
    """What a phrase names, a match each; nothing for small talk and for what has no words."""
    if smalltalk.kind_of(phrase) is not None or not any(map(str.isalnum, _spoken(phrase))):
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


def known(
    services: Services,
    who: Where,
    batch: str,
    skill: Skill,
    catalogue: Catalogue,
    said: Statement = NOTHING,
    note: str = "",
) -> Entry:
    """The entry of a skill of the documents."""
    return entry_of(
        skill,
        catalogue,
        workspace=who.workspace,
        person=who.person,
        at=services.clock(),
        batch=batch,
        said=said,
        note=note,
    )


def own(services: Services, who: Where, batch: str, said: Statement, note: str = "") -> Entry:
    """The entry of a skill of the person's own."""
    return own_entry(
        said.phrase,
        workspace=who.workspace,
        person=who.person,
        at=services.clock(),
        batch=batch,
        said=said,
        note=note,
    )


def _asked(part: StatementPart, batch: str, said: Statement) -> Message:
    return ask_message(part, pending(batch, part.words, said))


def _implied(log: Iterable[Entry], catalogue: Catalogue) -> dict[str, str]:
    now: LearnerState = fold_log(log, catalogue)
    return implied_skills(now, catalogue)


def _by_name(match: Match) -> bool:
    """Whether the phrase is a skill's own words, which may read like a list."""
    words = match.phrase.casefold().strip(" .")
    return any(c.skill.text.casefold() == words for c in match.candidates)


def _spoken(phrase: str) -> str:
    """A phrase without the names of emoji."""
    return " ".join(word for word in phrase.split() if not (word[0] == word[-1] == ":"))
