"""Decide what to log and what to ask when a person says they learned something. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.coaching.learning.entries import Entry, EntryKind, own_id
from bot.coaching.learning.statement import EMPTY_STATEMENT, Statement
from knowledge.model import Candidate, Catalogue, Match, Skill

MIN_CONFIDENCE = 0.1
"""Minimum confidence for asking whether a skill was meant."""
MAX_CHOICES = 3
LONGEST_OWN = 140
"""Maximum characters in the name of a skill that is the person's own."""
LONGEST_WORDS = 400
LONGEST_EVIDENCE = 500
LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class StatementPart:
    """One thing a person named, in their words, and what to do about it.

    Log ``skills``. Without any, ask about ``candidates``. Without those either, it isn't in any
    document and may be kept as a skill of their own. ``problem`` says why its day is unclear.
    """

    words: str
    skills: tuple[Skill, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    statement: Statement = EMPTY_STATEMENT
    problem: str = ""


def alternatives(
    match: Match, least: float = 0.0, but: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """Return up to ``MAX_CHOICES`` best candidates for a phrase, without the skills in ``but``."""
    found = [c for c in match.candidates if c.confidence >= least and c.skill.id not in but]
    return tuple(found[:MAX_CHOICES])


def batch_id(*names: str) -> str:
    """Return the id of a batch, the same if Slack sends a command, message or modal again."""
    return "said:" + _digest("\n".join(names))


def make_entry(
    skill: Skill,
    catalogue: Catalogue,
    *,
    workspace: str,
    person: str,
    at: float,
    batch: str,
    statement: Statement = EMPTY_STATEMENT,
    note: str = "",
) -> Entry:
    """Return the entry that logs a skill in the documents.

    The id is made of batch and skill, so that a batch logs a skill once. ``statement`` has the day,
    level and so on.
    """
    section = catalogue.sections[skill.section_id]
    own = make_own_entry(
        skill.text,
        workspace=workspace,
        person=person,
        at=at,
        batch=batch,
        statement=statement,
        note=note,
    )
    return replace(
        own,
        id=f"{batch}/{skill.id}",
        skill_id=skill.id,
        skill=skill.text,
        section=section.title,
        document=catalogue.documents[section.document_id].title,
    )


def make_own_entry(
    words: str,
    *,
    workspace: str,
    person: str,
    at: float,
    batch: str,
    statement: Statement = EMPTY_STATEMENT,
    note: str = "",
) -> Entry:
    """Return the entry that logs a skill that only the person has named, not a document."""
    words = own_words(words)
    skill_id = own_id(words)
    return Entry(
        id=f"{batch}/{skill_id}",
        workspace=workspace,
        person=person,
        at=at,
        kind=EntryKind.LEARNED,
        batch=batch,
        skill_id=skill_id,
        skill=words,
        level=statement.level,
        on=statement.on,
        words=statement.phrase[:LONGEST_WORDS],
        evidence=statement.evidence[:LONGEST_EVIDENCE],
        note=note[:LONGEST_NOTE],
        wish=statement.wish,
    )


def own_words(words: str) -> str:
    """Return words as the name of a skill: on one line, at most ``LONGEST_OWN`` characters."""
    return " ".join(words.split())[:LONGEST_OWN].strip()


def undo_entry(about: str, *, workspace: str, person: str, at: float) -> Entry:
    """Return the entry that undoes an entry or batch. Doing it twice has no further effect."""
    return Entry(
        id="undo:" + _digest(about),
        workspace=workspace,
        person=person,
        at=at,
        kind=EntryKind.TAKEN_BACK,
        about=about,
    )


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What undoing ``about`` affects: the entries it names, and which of them are still valid."""

    about: str
    named: tuple[Entry, ...] = ()
    holding: tuple[Entry, ...] = ()


def find_withdrawal(about: str, log: Iterable[Entry], holding: Iterable[Entry]) -> Withdrawal:
    """Look up the id of an entry or batch. If it names no entries, it never existed or is gone."""

    def named(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(
            e for e in entries if about in (e.id, e.batch) and e.kind is not EntryKind.TAKEN_BACK
        )

    return Withdrawal(about, named(log), named(holding)) if about else Withdrawal(about)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
