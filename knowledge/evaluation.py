"""Measures how well questions are answered and phrases matched, by kind, with intervals. Pure.

A question with acceptable sections counts as found at k if one of them is in the first k results.
A question without any is right if it is refused.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from knowledge.model import Answer, Match

Z95 = 1.959964
"""The normal quantile for a two-sided 95% interval."""


class EvaluationQuestion(Protocol):
    """A question, its acceptable section titles (none: it should be refused), and its kind."""

    @property
    def question(self) -> str: ...
    @property
    def sections(self) -> Sequence[str]: ...
    @property
    def kind(self) -> str: ...


class EvaluationPhrase(Protocol):
    """A phrase, its acceptable skills (none: log nothing), whether all are needed, and its kind."""

    @property
    def phrase(self) -> str: ...
    @property
    def skills(self) -> Sequence[str]: ...
    @property
    def all_of(self) -> bool: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Proportion:
    """``hits`` of ``total``; the interval is Wilson's at 95%."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share of hits; NaN if ``total`` is 0."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval (1927), which is accurate near 0 and 1, unlike the normal one."""
        if not self.total:
            return math.nan, math.nan
        n, p, z2 = self.total, self.value, Z95**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z95 / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, round(middle - half, 12)), min(1.0, round(middle + half, 12))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures for one kind of row.

    ``first`` and ``third`` count rows with an acceptable result at 1 and within 3, without the rows
    to refuse. ``decided`` counts rows that were rightly answered or rightly refused.
    """

    first: Proportion
    third: Proportion
    reciprocal_rank: float
    decided: Proportion


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Figures by kind and overall; ``answered`` and ``refused`` make up the balanced accuracy."""

    kinds: dict[str, Figures]
    all: Figures
    answered: Proportion
    refused: Proportion
    roc_area: float

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the shares of rightly answered and rightly refused rows."""
        return (self.answered.value + self.refused.value) / 2


@dataclass(frozen=True, slots=True)
class _Outcome:
    kind: str
    rank: int
    """Rank of the first acceptable result, from 1; 0 if there is none."""
    wanted: bool
    answered: bool
    confidence: float


def evaluate(
    rows: Iterable[EvaluationQuestion], answer: Callable[[str], Answer]
) -> EvaluationReport:
    """Ask every question once and return the report."""
    outcomes = []
    for row in rows:
        given = answer(row.question)
        titles = [hit.section.title for hit in given.sections]
        rank = next((n for n, title in enumerate(titles, 1) if title in row.sections), 0)
        wanted = bool(row.sections)
        outcomes.append(_Outcome(row.kind, rank, wanted, not given.refused, given.confidence))
    return _report(outcomes)


def evaluate_phrases(
    rows: Iterable[EvaluationPhrase], match: Callable[[str], Match]
) -> EvaluationReport:
    """Match every phrase once and return the report.

    Rank 1 means the right thing would be logged: a right skill and no wrong one, or all skills if
    all are needed. Lower ranks come from the candidates.
    """
    return _report([_phrase_outcome(row, match(row.phrase)) for row in rows])


def _phrase_outcome(row: EvaluationPhrase, given: Match) -> _Outcome:
    wanted, logged = set(row.skills), {skill.text for skill in given.skills}
    names = [candidate.skill.text for candidate in given.candidates]
    if row.all_of:
        right = logged == wanted
        rank = 1 if right else 2 if wanted <= set(names[: max(3, len(wanted))]) else 0
    else:
        found = next((n for n, name in enumerate(names, 1) if name in wanted), 0)
        right = bool(logged) and logged <= wanted
        rank = 1 if right or (found == 1 and not logged) else max(found, 2) if found else 0
    confidence = given.candidates[0].confidence if given.candidates else 0.0
    return _Outcome(row.kind, rank, bool(wanted), given.known, confidence)


def _report(outcomes: Sequence[_Outcome]) -> EvaluationReport:
    kinds: defaultdict[str, list[_Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.kind].append(outcome)
    wanted = [o for o in outcomes if o.wanted]
    unwanted = [o for o in outcomes if not o.wanted]
    return EvaluationReport(
        {kind: _figures(found) for kind, found in kinds.items()},
        _figures(outcomes),
        _rate(o.answered for o in wanted),
        _rate(not o.answered for o in unwanted),
        roc_area([o.confidence for o in wanted], [o.confidence for o in unwanted]),
    )


def _figures(outcomes: Sequence[_Outcome]) -> Figures:
    wanted = [o for o in outcomes if o.wanted]
    ranks = [1 / o.rank if o.rank else 0.0 for o in wanted]
    return Figures(
        _rate(o.rank == 1 for o in wanted),
        _rate(0 < o.rank <= 3 for o in wanted),
        sum(ranks) / len(ranks) if ranks else math.nan,
        _rate(o.answered == o.wanted for o in outcomes),
    )


def _rate(outcomes: Iterable[bool]) -> Proportion:
    counted = list(outcomes)
    return Proportion(sum(counted), len(counted))


def roc_area(wanted: Sequence[float], unwanted: Sequence[float]) -> float:
    """Return the probability that a wanted row scores above an unwanted one; ties count half.

    NaN if either is empty.
    """
    if not wanted or not unwanted:
        return math.nan
    wins = sum((a > b) + 0.5 * (a == b) for a in wanted for b in unwanted)
    return wins / (len(wanted) * len(unwanted))


SHOWN_WIDTH = len("0.000 (0.000 to 0.000)") + 2


def render(report: EvaluationReport) -> str:
    """Return the report as a plain-text table."""
    lines = [_line("kind", "n", ("hit@1", "hit@3"), "MRR", "decided")]
    for kind, f in [*sorted(report.kinds.items()), ("all", report.all)]:
        hits = (_shown(f.first), _shown(f.third))
        rank = _number(f.reciprocal_rank)
        lines.append(_line(kind, str(f.decided.total), hits, rank, _shown(f.decided)))
    lines.append(
        f"answered {_shown(report.answered)}, refused {_shown(report.refused)}, balanced accuracy "
        f"{_number(report.balanced_accuracy)}, area under ROC {_number(report.roc_area)}"
    )
    return "\n".join(lines)


def _line(kind: str, count: str, hits: tuple[str, str], rank: str, decided: str) -> str:
    wide = "".join(f"{hit:<{SHOWN_WIDTH}}" for hit in hits)
    return f"{kind:<14}{count:>5}  {wide}{rank:<7}{decided}".rstrip()


def _shown(rate: Proportion) -> str:
    if not rate.total:
        return "-"
    low, high = rate.interval
    return f"{_number(rate.value)} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"


def as_json(report: EvaluationReport) -> dict[str, Any]:
    """Return the report as JSON values; undefined numbers are None."""
    return {
        "kinds": {kind: _figures_json(figures) for kind, figures in report.kinds.items()},
        "all": _figures_json(report.all),
        "answered": _rate_json(report.answered),
        "refused": _rate_json(report.refused),
        "balanced_accuracy": _plain(report.balanced_accuracy),
        "roc_area": _plain(report.roc_area),
    }


def _figures_json(figures: Figures) -> dict[str, Any]:
    return {
        "hit@1": _rate_json(figures.first),
        "hit@3": _rate_json(figures.third),
        "mrr": _plain(figures.reciprocal_rank),
        "decided": _rate_json(figures.decided),
    }


def _rate_json(rate: Proportion) -> dict[str, Any]:
    low, high = rate.interval
    value, low_, high_ = _plain(rate.value), _plain(low), _plain(high)
    return {"value": value, "low": low_, "high": high_, "hits": rate.hits, "total": rate.total}


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)
