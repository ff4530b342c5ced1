"""Parse `/nudges` commands: when nudges may come, how often, and when not. Pure."""

import re
from collections.abc import Callable
from datetime import date

from bot.coaching.nudges.command_parser.breaks import parse_holiday, parse_no_holidays, parse_snooze
from bot.coaching.nudges.command_parser.frequency import parse_frequency
from bot.coaching.nudges.command_parser.hours import parse_workdays, parse_working_hours
from bot.coaching.nudges.command_parser.on_off import (
    parse_off,
    parse_on,
    parse_pause,
    parse_reminders,
)
from bot.coaching.nudges.command_parser.weekly_time import (
    fit_working_hours,
    parse_first_workday,
    parse_time,
    parse_weekday,
)
from bot.coaching.nudges.command_parser.zones import parse_zone
from bot.coaching.nudges.explanations import describe_schedule
from bot.coaching.nudges.preferences import Preferences

__all__ = ["describe_schedule", "fit_working_hours", "parse_command", "parse_weekly"]

Clause = Callable[[str, Preferences, date], tuple[Preferences, str] | None]
"""Parses the start of a text: returns the changed preferences and the rest of it, else None."""

CLAUSES: tuple[Clause, ...] = (
    *(
        parse_zone,
        parse_working_hours,
        parse_workdays,
        parse_no_holidays,
        parse_holiday,
        parse_snooze,
        parse_reminders,
    ),
    *(
        parse_frequency,
        parse_first_workday,
        parse_weekday,
        parse_time,
        parse_pause,
        parse_off,
        parse_on,
    ),
)
"""The order matters: "off until May" is a snooze, "on Tuesday" a day."""
REPEATABLE = (parse_holiday,)
"""Clauses that may be repeated; a repeat of any other would contradict the first."""
STOP_CLAUSES = frozenset({parse_pause, parse_off})
START_CLAUSES = frozenset(
    {parse_on, parse_frequency, parse_first_workday, parse_weekday, parse_time}
)
"""Contradict ``STOP_CLAUSES`` when combined: "no Mondays", "off on Fridays"."""

LONGEST = 300
DEFAULT_MINUTE = 10 * 60
_GAP = re.compile(r"[\s,;.!]*")
_FILLER = re.compile(
    r"(?:and|but|please|then|also|with|set|change|move|switch|make|it|to|them|me|my|the|every|each|"
    r"nudges?|remind|send|i|want|would|like|i['’]d)(?!\w)",
    re.I,
)


def parse_command(words: str, preferences: Preferences, today: date) -> Preferences | None:
    """Return the preferences changed as the words ask; None if any part isn't understood.

    ``today`` is the date in the person's zone; dates without a year are in the future.
    """
    if len(words) > LONGEST:
        return None
    used: list[Clause] = []
    rest = _after(_GAP, words)
    while rest:
        if step := _step(rest, preferences, today, used):
            preferences, rest = step
        elif filler := _FILLER.match(rest):
            rest = rest[filler.end() :]
        else:
            return None
        rest = _after(_GAP, rest)
    contrary = not STOP_CLAUSES.isdisjoint(used) and not START_CLAUSES.isdisjoint(used)
    return preferences if used and not contrary else None


def _step(
    text: str, preferences: Preferences, today: date, used: list[Clause]
) -> tuple[Preferences, str] | None:
    for clause in CLAUSES:
        found = clause(text, preferences, today)
        if found is None or _within_word(text, found[1]):
            continue
        if clause in used and clause not in REPEATABLE:
            return None
        used.append(clause)
        return found
    return None


def _within_word(text: str, rest: str) -> bool:
    """Whether the rest of the text starts in the middle of a word."""
    edge = len(text) - len(rest)
    return bool(re.match(r"\w\w", text[max(0, edge - 1) : edge + 1]))


def _after(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found else text


def parse_weekly(words: str) -> tuple[int, int] | None:
    """Parse "weekly Tuesday 10:00": return the weekday (0 for Monday) and minute after midnight.

    10:00 if no time is given; None if there is no day, or anything else.
    """
    plain = re.sub(
        r"^\W*(?:here\b)?\s*(?:weekly|every\s+week|every|each)?\s*", "", words, flags=re.I
    )
    plain = re.sub(r"[\s,]+please\W*$", "", plain, flags=re.I)
    at = parse_time(plain, Preferences(minute=DEFAULT_MINUTE), date.min)
    day = parse_weekday(
        at[1].strip(" ,") if at else plain, at[0] if at else Preferences(), date.min
    )
    if day is None or day[1].strip(" .!"):
        return None
    return (day[0].weekday or 0), day[0].minute
