"""Parse what a person says about their learning: the skills, day, level and evidence.

Pure and lenient: what isn't understood stays in the phrase.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.coaching.dates.past_dates import extract_date
from bot.coaching.learning.entries import Level


@dataclass(frozen=True, slots=True)
class Statement:
    """``phrase`` names the skills; ``on`` is a day (ISO 8601), ``evidence`` a URL; "" for none.

    ``wish``: they want to learn more about it.
    """

    phrase: str = ""
    on: str = ""
    level: Level | None = None
    wish: bool = False
    evidence: str = ""


EMPTY_STATEMENT = Statement()

URL = re.compile(r"https?://[^\s<>|\"]+", re.I)
_OF_IT = r"(?:\s+(?:it|this|that|them|others|people|(?:to\s+)?(?:others|people|my team|the team)))*"
_I = r"(?:(?:and|but|now|i\s+am|i'm|im|i\s+feel|feeling|feel|i)\s+)*"
_VERY = r"(?:(?:pretty|quite|very|fairly|rather|really|reasonably|now|already|so)\s+)*"
_MORE = r"(?:(?:a\s+lot|much|some)\s+)?(?:more|deeper|further)"

WANTS_MORE = re.compile(
    rf"(?:and\s+|but\s+)?(?:i\s+|i'd\s+)?(?:still\s+)?(?:want|wants|would\s+like|like|wish|hope|keen|"
    rf"eager|curious)\s+(?:to\s+)?(?:(?:learn|know|read|see|do|go|dig)\s+)?{_MORE}"
    rf"(?:\s+(?:about|of|on|into)(?:\s+(?:it|this|that|them)\b)?)?",
    re.I,
)
"""``and I'd like to learn more about it``, ``want to go deeper``"""
LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"(?<![\w-]){words}(?![\w-])", re.I))
    for level, words in (
        (
            Level.CAN_TEACH,
            rf"{_I}(?:(?:can|could|able\s+to|ready\s+to)\s+(?:now\s+)?(?:teach|explain)|can-teach)"
            rf"{_OF_IT}",
        ),
        (
            Level.PRACTISING,
            rf"{_I}(?:not\s+(?:yet\s+)?{_VERY}(?:confident|sure)(?:\s+(?:with|in|about|at|yet))*|"
            rf"still\s+(?:practi[sc]ing|learning|shaky)|getting\s+the\s+hang\s+of|practi[sc]ing)"
            rf"{_OF_IT}",
        ),
        (
            Level.CONFIDENT,
            rf"{_I}{_VERY}confident(?:\s+(?:with|in|about|at))?{_OF_IT}(?:\s+now)?",
        ),
        (
            Level.AWARE,
            rf"{_I}(?:(?:just|only|merely)\s+(?:read|heard|know|aware)(?:\s+(?:up|a\s+bit))?"
            rf"(?:\s+(?:about|of|on))?|heard\s+(?:about|of)|read\s+(?:a\s+bit\s+)?about|"
            rf"aware(?:\s+of)?(?!\w)|only\s+the\s+basics|just\s+the\s+basics){_OF_IT}",
        ),
    )
)
"""For example ``I can teach it``, ``still shaky``, ``pretty confident``, ``only read about it``."""
OPENING = re.compile(
    r"^(?:(?:today|so|and|finally|just|also|now|yes|well|ok|okay|we|i|i've|we've|i\s+have|"
    r"we\s+have)[\s,:]+)*(?:learned|learnt|studied|practi[sc]ed|mastered|picked\s+up|know)"
    r"(?:\s+(?:how\s+to|about|to\s+use|the\s+basics\s+of|some|more\s+about))?[\s:]+(?=\w)",
    re.I,
)
"""``Today I learned about``, ``practised:``"""
_LOOSE = re.compile(
    r"^(?:[\s,;:!–—-]|\.(?=\s|$)|(?:and|but)\s(?=\W*$))+|(?:[\s,;:.!–—-]|\s(?:and|but|i|yet))+$",
    re.I,
)
_INNER = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,;!]|\.(?=\s|$))"), r"\1"),
    (re.compile(r"([,;])[,;.]+"), r"\1"),
)


def parse_statement(text: str, today: date) -> Statement:
    """Parse a text. If it only names skills, the phrase is the text unchanged.

    Never raises. ``today`` is the date in the person's zone.
    """
    rest, link = _link(text)
    on, rest = extract_date(rest, today)
    wish = WANTS_MORE.search(rest)
    rest = WANTS_MORE.sub(" ", rest, count=1)
    level, rest = _level(rest)
    opened = OPENING.sub("", _tidy(rest))
    if not (link or on or wish or level) and opened == _tidy(text):
        return Statement(text.strip())
    return Statement(_tidy(opened), on, level, wish is not None, link)


def _link(text: str) -> tuple[str, str]:
    """Return the text without URLs, and the first URL."""
    found = URL.search(text)
    return URL.sub(" ", text), found[0].rstrip(".,;:!?)\"'") if found else ""


def _level(text: str) -> tuple[Level | None, str]:
    for level, pattern in LEVELS:
        if pattern.search(text):
            return level, pattern.sub(" , ", text, count=1)
    return None, text


def _tidy(text: str) -> str:
    """Remove the double spaces and stray commas that removing words leaves behind."""
    for pattern, by in _INNER:
        text = pattern.sub(by, text)
    return _LOOSE.sub("", text).strip()
