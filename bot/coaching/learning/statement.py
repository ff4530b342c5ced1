"""One thing that a person says about their learning, and the words for levels and links. Pure."""

import re
from dataclasses import dataclass

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
# The words of one loop are never in the next, so that no text has two readings: time is linear.
_OF_IT = r"(?:\s+(?:it|this|that|them|(?:to\s+)?(?:others|people|my team|the team)))*"
_I = r"(?:(?:and|but|now|i|am|i'm|im|feeling|feel)\s+)*"
_VERY = r"(?:(?:pretty|quite|very|fairly|rather|really|reasonably|already|so)\s+)*"
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
