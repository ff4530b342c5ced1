"""Parse how often nudges are sent: "less often", "every other week", "monthly". Pure."""

import re
from dataclasses import replace
from datetime import date

from bot.coaching.nudges.explanations import ORDINALS
from bot.coaching.nudges.preferences import Mode, Preferences

MONTHLY = 4
MAX_WEEKS = 12
"""Maximum weeks between nudges; if they should be rarer, they are better turned off."""
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "other": 2}
NUMBERS |= {ordinal: number for number, ordinal in ORDINALS.items()}

_LESS = re.compile(r"(?:less|fewer|not\s+so|too)\s*(?:often|frequent(?:ly)?|many|much)?\b", re.I)
_MORE = re.compile(r"more\s*(?:often|frequent(?:ly)?)?\b", re.I)
_WEEKDAY_NEXT = r"(?=(?:mon|tue|wed|thu|fri|sat|sun))"
_EVERY = re.compile(
    rf"(?:of\s+)?(?:once\s+)?(?:every|in)\s+(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}})(?:nd|rd|th)?\s+"
    rf"(?:weeks?\b|{_WEEKDAY_NEXT})",
    re.I,
)
_NAMED = (
    (re.compile(r"(?:weekly|(?:every|once\s+a)\s+week)\b", re.I), 1),
    (re.compile(r"(?:fortnightly|bi-?weekly)\b", re.I), 2),
    (re.compile(r"(?:monthly|(?:every|once\s+a)\s+month)\b", re.I), MONTHLY),
)


def parse_frequency(
    text: str, preferences: Preferences, _today: date
) -> tuple[Preferences, str] | None:
    """Parse half as often, twice as often, or every N weeks, which also turns nudges on."""
    if less := _LESS.match(text):
        every = min(max(MONTHLY, preferences.every), preferences.every * 2)
        return replace(preferences, every=every), text[less.end() :]
    if more := _MORE.match(text):
        return replace(preferences, every=max(1, preferences.every // 2)), text[more.end() :]
    named = ((pattern.match(text), weeks) for pattern, weeks in _NAMED)
    found, every = next(((hit, weeks) for hit, weeks in named if hit), (None, 0))
    if found is None and (found := _EVERY.match(text)):
        word = found["number"].lower()
        every = NUMBERS[word] if word in NUMBERS else int(word)
    if found is None or not 1 <= every <= MAX_WEEKS:
        return None
    return replace(preferences, every=every, mode=Mode.ON), text[found.end() :]
