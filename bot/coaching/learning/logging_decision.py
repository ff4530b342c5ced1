"""What becomes of something a person says they learned: entries to log, or what to ask. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.coaching.learning.entries import Entry, EntryKind, own_id
from bot.coaching.learning.statement_parser import NOTHING, Statement
from knowledge.model import Candidate, Catalogue, Match, Skill

PERHAPS = 0.1
"""From this confidence on a skill is worth asking about."""
CHOICES = 3
LONGEST_OWN = 140
"""Letters of the words of a skill of the person's own."""
LONGEST_WORDS = 400
LONGEST_EVIDENCE = 500
LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class StatementPart:
    """One thing named, in the person's words, and what to do with it.

    Log ``skills``; with none ask about ``candidates``; with none of those either it stands in no
    document, and may be kept as their own.
    """

    words: str
    skills: tuple[Skill, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def decide(matches: Sequence[Match]) -> tuple[StatementPart, ...]:
    """Each match is of one thing that was named; a skill is logged once, for its first mention."""
    taken: set[str] = set()
    parts = []
    for match in matches:
        new = tuple(skill for skill in match.skills if skill.id not in taken)
        taken |= {skill.id for skill in new}
        if new:
            parts.append(StatementPart(match.phrase, new))
        elif not match.known:
            parts.append(StatementPart(match.phrase, (), alternatives(match, PERHAPS)))
    return tuple(parts)


def alternatives(
    match: Match, least: float = 0.0, but: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """The best guesses at a phrase, at most ``CHOICES``, without the skills ``but``."""
    found = [c for c in match.candidates if c.confidence >= least and c.skill.id not in but]
    return tuple(found[:CHOICES])


def batch_id(*names: str) -> str:
    """Names what was said at once: the same for the same command, message or modal sent again."""
    return "said:" + _digest("\n".join(names))


def entry_of(
    skill: Skill,
    catalogue: Catalogue,
    *,
    workspace: str,
    person: str,
    at: float,
    batch: str,
    said: Statement = NOTHING,
    note: str = "",
) -> Entry:
    """The entry that logs a skill of the documents; ``said`` holds day, level and the like.

    Once a batch: the id is made of both.
    """
    section = catalogue.sections[skill.section_id]
    own = own_entry(
        skill.text, workspace=workspace, person=person, at=at, batch=batch, said=said, note=note
    )
    return replace(
        own,
        id=f"{batch}/{skill.id}",
        skill_id=skill.id,
        skill=skill.text,
        section=section.title,
        document=catalogue.documents[section.document_id].title,
    )


def own_entry(
    words: str,
    *,
    workspace: str,
    person: str,
    at: float,
    batch: str,
    said: Statement = NOTHING,
    note: str = "",
) -> Entry:
    """The entry that logs a skill of the person's own, in no document."""
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
        level=said.level,
        on=said.on,
        words=said.phrase[:LONGEST_WORDS],
        evidence=said.evidence[:LONGEST_EVIDENCE],
        note=note[:LONGEST_NOTE],
        wish=said.wish,
    )


def own_words(words: str) -> str:
    """Words as the name of a skill: on one line, at most ``LONGEST_OWN`` letters."""
    return " ".join(words.split())[:LONGEST_OWN].strip()


def taking_back(about: str, *, workspace: str, person: str, at: float) -> Entry:
    """The entry that says an entry or batch was a mistake; twice is once."""
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
    """What taking back ``about`` concerns: the entries it names, and whether any still holds."""

    about: str
    named: tuple[Entry, ...] = ()
    holding: tuple[Entry, ...] = ()


def withdrawal(about: str, log: Iterable[Entry], holding: Iterable[Entry]) -> Withdrawal:
    """Looks up an entry's or a batch's id; nothing named: it was never there, or is forgotten."""

    def named(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(
            e for e in entries if about in (e.id, e.batch) and e.kind is not EntryKind.TAKEN_BACK
        )

    return Withdrawal(about, named(log), named(holding)) if about else Withdrawal(about)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
