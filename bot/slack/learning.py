"""Something learned, from hearing it to showing what was logged. Commands, messages, forms and
buttons all come through here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.coaching.learned import Part, batch_id, decide, entry_of, own_entry
from bot.coaching.log import Entry
from bot.coaching.said import NOTHING, Said, read
from bot.coaching.standing import Standing, standing
from bot.coaching.suggest import implied
from bot.slack.desk import Desk, Knowledge
from bot.slack.keeping import keep
from bot.slack.views.learned import ask_message, how_message, left_message, pending
from bot.slack.views.logged import logged_message
from bot.slack.views.message import Message
from bot.slack.zoned import today
from knowledge.matching import is_list, parts_of
from knowledge.model import Catalogue, Match, Skill
from knowledge.retrieval import smalltalk

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


async def hear(desk: Desk, heard: Heard) -> tuple[Message, ...]:
    """Logs what is surely meant; returns what to show: that, and what to ask about the rest."""
    said = read(heard.text, await today(desk, heard.workspace, heard.person))
    parts = await desk.thinker.run(lambda: decide(matches(desk.knowledge, said.phrase)))
    if not parts:
        return (how_message(),)
    batch = batch_id(heard.key)
    catalogue = await desk.catalogue()
    entries = [
        known(desk, heard, batch, skill, catalogue, replace(said, phrase=part.words))
        for part in parts
        for skill in part.skills
    ]
    shown = [await logged(desk, entries)] if entries else []
    unclear = [part for part in parts if not part.skills]
    asked = [_asked(part, batch, said) for part in unclear[:QUESTIONS]]
    left = [left_message(part.words for part in unclear[QUESTIONS:])] if unclear[QUESTIONS:] else []
    return (*shown, *asked, *left)


async def logged(desk: Desk, entries: Sequence[Entry], lead: str = "") -> Message:
    """Keeps entries of one batch, and returns what shows them with all that follows."""
    await keep(desk, entries)
    about = entries[0]
    log = await desk.learning.of(about.workspace, about.person)
    catalogue = await desk.catalogue()
    new = await desk.thinker.run(lambda: newly_implied(log, about.batch, catalogue))
    return logged_message(entries, lead=lead, implied=new)


def newly_implied(log: Sequence[Entry], batch: str, catalogue: Catalogue) -> tuple[Skill, ...]:
    """What counts as known because of one batch, and did not without it; the nearest first."""
    before = [entry for entry in log if entry.batch != batch]
    ids = set(_implied(before, catalogue)) | set(standing(before, catalogue).known)
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
    desk: Desk,
    who: Where,
    batch: str,
    skill: Skill,
    catalogue: Catalogue,
    said: Said = NOTHING,
    note: str = "",
) -> Entry:
    """The entry of a skill of the documents."""
    return entry_of(
        skill,
        catalogue,
        workspace=who.workspace,
        person=who.person,
        at=desk.clock(),
        batch=batch,
        said=said,
        note=note,
    )


def own(desk: Desk, who: Where, batch: str, said: Said, note: str = "") -> Entry:
    """The entry of a skill of the person's own."""
    return own_entry(
        said.phrase,
        workspace=who.workspace,
        person=who.person,
        at=desk.clock(),
        batch=batch,
        said=said,
        note=note,
    )


def _asked(part: Part, batch: str, said: Said) -> Message:
    return ask_message(part, pending(batch, part.words, said))


def _implied(log: Iterable[Entry], catalogue: Catalogue) -> dict[str, str]:
    now: Standing = standing(log, catalogue)
    return implied(now, catalogue)


def _by_name(match: Match) -> bool:
    """Whether the phrase is a skill's own words, which may read like a list."""
    words = match.phrase.casefold().strip(" .")
    return any(c.skill.text.casefold() == words for c in match.candidates)


def _spoken(phrase: str) -> str:
    """A phrase without the names of emoji."""
    return " ".join(word for word in phrase.split() if not (word[0] == word[-1] == ":"))
