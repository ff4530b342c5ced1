"""The gap radar: what people asked for and the documents did not give, by nearest section. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Catalogue, Document, Section


class Verdict(StrEnum):
    """What became of an answer: refused by the coach, or judged by the person."""

    REFUSED = "refused"
    UNHELPFUL = "unhelpful"
    HELPFUL = "helpful"


@dataclass(frozen=True, slots=True)
class Signal:
    """One verdict on the answer to one question. ``key`` names the answer within its workspace.

    ``person`` is kept so that they can have it forgotten; the radar never shows it.
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
    """Who asked, where that was somebody else: the question is theirs to have forgotten."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A section near which questions went unanswered. ``questions`` are the latest, each once."""

    section: Section
    document: Document
    refused: int
    unhelpful: int
    questions: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def count(self) -> int:
        """All verdicts that point here."""
        return self.refused + self.unhelpful


def gaps(signals: Iterable[Signal], catalogue: Catalogue, questions: int = 5) -> tuple[Gap, ...]:
    """Gaps with the most verdicts first. Signals of sections that are gone are passed over."""
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
