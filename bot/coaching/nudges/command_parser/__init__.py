"""What people say to `/nudges`, read: when nudges may come, how often, and when not. Pure."""

import re
from collections.abc import Callable
from datetime import date

from bot.coaching.nudges.command_parser.breaks import holiday, no_holidays, snooze
from bot.coaching.nudges.command_parser.hours import hours, workdays
from bot.coaching.nudges.command_parser.modes import off, on, pause, reminders
from bot.coaching.nudges.command_parser.often import often
from bot.coaching.nudges.command_parser.regular import first_workday, fitted, time, weekday
from bot.coaching.nudges.command_parser.zones import zone
from bot.coaching.nudges.explanations import in_words
from bot.coaching.nudges.preferences import Preferences

__all__ = ["fitted", "in_words", "read", "read_weekly"]

Clause = Callable[[str, Preferences, date], tuple[Preferences, str] | None]
"""Reads what a text begins with: the changed preferences and the rest of the text, else None."""

CLAUSES: tuple[Clause, ...] = (
    *(zone, hours, workdays, no_holidays, holiday, snooze, reminders),
    *(often, first_workday, weekday, time, pause, off, on),
)
"""In this order: "off until May" is a snooze, "on Tuesday" a day."""
AGAIN = (holiday,)
"""May be said more than once at a time; of all else a second one would contradict the first."""
ENDING = frozenset({pause, off})
COMING = frozenset({on, often, first_workday, weekday, time})
"""Said together they contradict each other: "no Mondays", "off on Fridays"."""

LONGEST = 300
TEN = 10 * 60
_GAP = re.compile(r"[\s,;.!]*")
_FILLER = re.compile(
    r"(?:and|but|please|then|also|with|set|change|move|switch|make|it|to|them|me|my|the|every|each|"
    r"nudges?|remind|send|i|want|would|like|i['’]d)(?!\w)",
    re.I,
)


def read(words: str, preferences: Preferences, today: date) -> Preferences | None:
    """The preferences as the words ask; None where a part of them is not understood.

    ``today`` is the person's day; days without a year are days to come.
    """
    if len(words) > LONGEST:
        return None
    said: list[Clause] = []
    rest = _after(_GAP, words)
    while rest:
        if step := _step(rest, preferences, today, said):
            preferences, rest = step
        elif filler := _FILLER.match(rest):
            rest = rest[filler.end() :]
        else:
            return None
        rest = _after(_GAP, rest)
    contrary = not ENDING.isdisjoint(said) and not COMING.isdisjoint(said)
    return preferences if said and not contrary else None


def _step(
    text: str, preferences: Preferences, today: date, said: list[Clause]
) -> tuple[Preferences, str] | None:
    for clause in CLAUSES:
        found = clause(text, preferences, today)
        if found is None or _within_word(text, found[1]):
            continue
        if clause in said and clause not in AGAIN:
            return None
        said.append(clause)
        return found
    return None


def _within_word(text: str, rest: str) -> bool:
    """Whether the rest of the text begins in the middle of a word."""
    edge = len(text) - len(rest)
    return bool(re.match(r"\w\w", text[max(0, edge - 1) : edge + 1]))


def _after(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found else text


def read_weekly(words: str) -> tuple[int, int] | None:
    """Weekday (0 for Monday) and minute after midnight of "weekly Tuesday 10:00".

    10:00 where no time is said; None where no day is, or anything else.
    """
    plain = re.sub(
        r"^\W*(?:here\b)?\s*(?:weekly|every\s+week|every|each)?\s*", "", words, flags=re.I
    )
    plain = re.sub(r"[\s,]+please\W*$", "", plain, flags=re.I)
    at = time(plain, Preferences(minute=TEN), date.min)
    day = weekday(at[1].strip(" ,") if at else plain, at[0] if at else Preferences(), date.min)
    if day is None or day[1].strip(" .!"):
        return None
    return (day[0].weekday or 0), day[0].minute
