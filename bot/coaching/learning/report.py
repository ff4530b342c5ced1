"""Reads a report of what somebody did: each part with its own day and level. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.coaching.courtesy import normalize, strip_courtesy
from bot.coaching.dates.past_dates import find_days
from bot.coaching.learning.clauses import Clause, ClauseMode, split_report
from bot.coaching.learning.entries import Level
from bot.coaching.learning.statement import LEVELS, OPENING, URL, WANTS_MORE, Statement

T = TypeVar("T")

_DAY, _LEVEL = 0xE100, 0xE200
"""Private characters that stand for a day or a level while the text is split."""
_MARKS = re.compile("[\ue100-\ue2ff]")
_EDGES = re.compile(r"^[\s,;:!.–—-]+|[\s,;:!–—-]+$|(?<!\w)\.+$")


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One thing that a report names, and what it says about it; ``verb``, ``bare``: see `Clause`.

    ``problem`` is a sentence on why its day is unclear.
    """

    mode: ClauseMode
    statement: Statement
    verb: bool = False
    bare: bool = False
    problem: str = ""

    @property
    def words(self) -> str:
        """The words that name it."""
        return self.statement.phrase


def parse_report(text: str, today: date, *, bare: bool) -> tuple[ReportPart, ...]:
    """Return the parts of a report, in order. ``bare``: see `split_report`."""
    plain = strip_courtesy(normalize(text))
    found = URL.search(plain)
    evidence = found[0].rstrip(".,;:!?)\"'") if found else ""
    plain = URL.sub(" ", plain)
    wish = bool(WANTS_MORE.search(plain)) and bool(WANTS_MORE.sub("", plain).strip(" .!,"))
    if wish:
        plain = WANTS_MORE.sub(" , ", plain)
    plain, levels = _mark_levels(plain)
    plain, days = _mark_days(plain, today)
    clauses = split_report(plain, bare=bare)
    level_of = _spread_levels(clauses, levels)
    day_of = _spread_days(clauses, days)
    parts = []
    for number, clause in enumerate(clauses):
        words = _tidy(clause.text)
        if not re.search(r"[^\W\d_]", words) and clause.mode is not ClauseMode.REMARK:
            continue
        day, problem = day_of[number]
        statement = Statement(words, day, level_of[number], wish, evidence)
        parts.append(ReportPart(clause.mode, statement, clause.verb, clause.bare, problem))
    return tuple(parts)


def _mark_levels(text: str) -> tuple[str, list[Level]]:
    """Replace words such as "pretty confident" by a mark; return the levels by mark."""
    levels: list[Level] = []

    def mark(level: Level) -> str:
        levels.append(level)
        return f" {chr(_LEVEL + len(levels) - 1)} "

    for level, pattern in LEVELS:
        text = pattern.sub(lambda _, level=level: mark(level), text)  # type: ignore[misc]
    return text, levels


def _mark_days(text: str, today: date) -> tuple[str, list[tuple[str, str]]]:
    mentions = find_days(text, today)[:64]
    for number, each in reversed(list(enumerate(mentions))):
        text = f"{text[: each.start]} {chr(_DAY + number)} {text[each.end :]}"
    return text, [(each.day, each.problem) for each in mentions]


def _spread_days(clauses: tuple[Clause, ...], days: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each clause's day: its own, else the next one's, else the one before's."""
    own = [_marked(clause.text, _DAY, days) for clause in clauses]
    if not days:
        return [("", "")] * len(clauses)
    if len(set(days)) == 1:
        return [days[0]] * len(clauses)
    spread = []
    for number in range(len(clauses)):
        after = next((d for d in own[number:] if d), None)
        before = next((d for d in reversed(own[:number]) if d), None)
        spread.append(after or before or ("", ""))
    return spread


def _spread_levels(clauses: tuple[Clause, ...], levels: list[Level]) -> list[Level | None]:
    """Return each clause's level; one that stands alone is about everything before it."""
    own = [_marked(clause.text, _LEVEL, levels) for clause in clauses]
    for number, clause in enumerate(clauses):
        if own[number] and not re.search(r"\w", _MARKS.sub("", clause.text)):
            for earlier in range(number):
                own[earlier] = own[earlier] or own[number]
    return own


def _marked(text: str, base: int, values: list[T]) -> T | None:
    marks = [ord(char) - base for char in text if base <= ord(char) < base + 0x100]
    return values[marks[0]] if marks and marks[0] < len(values) else None


def _tidy(text: str) -> str:
    words = " ".join(_MARKS.sub(" ", text).split())
    return _EDGES.sub("", OPENING.sub("", _EDGES.sub("", words))).strip()
