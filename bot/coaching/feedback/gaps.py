"""The gap radar: questions the documents didn't answer, grouped by nearest section. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import valid_entries
from knowledge.model import Catalogue, Document, Section

WEEK = 7 * 24 * 3600.0
MAX_DELAY = 20 * 3600.0
"""How late a weekly message may be. Less than claims are kept, so it is sent only once."""


class Verdict(StrEnum):
    """How an answer turned out: refused by the coach, or rated by the person."""

    REFUSED = "refused"
    UNHELPFUL = "unhelpful"
    HELPFUL = "helpful"


@dataclass(frozen=True, slots=True)
class Signal:
    """A verdict on the answer to one question. ``key`` identifies the answer in its workspace.

    ``person`` is kept so that they can have it deleted; the radar never shows it.
    """

    workspace: str
    key: str
    verdict: Verdict
    person: str
    question: str
    section_ids: tuple[str, ...]
    """The nearest sections, best first."""
    at: float
    reason: str = ""
    asker: str = ""
    """Who asked, if it was somebody else: they can have the question deleted."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A section near which questions went unanswered. ``questions``: the latest, each once."""

    section: Section
    document: Document
    refused: int
    unhelpful: int
    questions: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many verdicts point to this section."""
        return self.refused + self.unhelpful


def find_gaps(
    signals: Iterable[Signal], catalogue: Catalogue, questions: int = 5
) -> tuple[Gap, ...]:
    """Return gaps, the most verdicts first. Signals whose sections are gone are ignored."""
    by_section: dict[str, list[Signal]] = {}
    for signal in sorted(signals, key=lambda s: -s.at):
        nearest = next((s for s in signal.section_ids if s in catalogue.sections), None)
        if nearest is not None and signal.verdict is not Verdict.HELPFUL:
            by_section.setdefault(nearest, []).append(signal)
    found = [_gap(catalogue, section, here, questions) for section, here in by_section.items()]
    return tuple(sorted(found, key=lambda gap: (-gap.count, gap.section.order)))


def _gap(catalogue: Catalogue, section_id: str, signals: list[Signal], questions: int) -> Gap:
    section = catalogue.sections[section_id]
    asked = dict.fromkeys(q for signal in signals if (q := signal.question.strip()))
    return Gap(
        section=section,
        document=catalogue.documents[section.document_id],
        refused=sum(s.verdict is Verdict.REFUSED for s in signals),
        unhelpful=sum(s.verdict is Verdict.UNHELPFUL for s in signals),
        questions=tuple(asked)[:questions],
        reasons=tuple(dict.fromkeys(s.reason for s in signals if s.reason))[:questions],
    )


class GapSubscription(StrEnum):
    """Whether a document's owner gets the radar sent."""

    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class GapWeek:
    """A past week: verdicts from ``since`` on and before ``until`` (seconds since 1970)."""

    since: float
    until: float


def gap_subscription(entries: Iterable[Entry]) -> Entry | None:
    """Return the entry that subscribed a person to the weekly message, None if they aren't."""
    choices = [entry for entry in valid_entries(entries) if entry.kind is EntryKind.GAPS]
    return choices[-1] if choices and choices[-1].words == GapSubscription.WEEKLY else None


def due_week(entries: Iterable[Entry], now: float) -> GapWeek | None:
    """Return the week to report to a person now, worked out from their log; None if there is none.

    Weeks start at the moment they subscribed, a day and hour that should suit them.
    """
    asked = gap_subscription(entries)
    if asked is None or now - asked.at < WEEK or (now - asked.at) % WEEK >= MAX_DELAY:
        return None
    until = now - (now - asked.at) % WEEK
    return GapWeek(until - WEEK, until)


def signals_in_week(signals: Iterable[Signal], week: GapWeek) -> list[Signal]:
    """Return the verdicts of one week."""
    return [signal for signal in signals if week.since <= signal.at < week.until]


def gaps_of_owner(found: Iterable[Gap], person: str) -> tuple[Gap, ...]:
    """Return the gaps in documents whose owner is this person."""
    return tuple(gap for gap in found if gap.document.owner == person)
