"""What kind of answer a question asks for, and the several questions in one message. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

MOST_QUESTIONS = 4
SHORTEST = 3
"""Words that a part of a message needs to be a question of its own."""


class QuestionKind(StrEnum):
    """The kind of answer that a question asks for."""

    CHOICE = "choice"
    CHECK = "check"
    HOW_TO = "how-to"
    WHY = "why"
    EXPLAIN = "explain"
    EXAMPLE = "example"
    START = "start"
    MISTAKES = "mistakes"
    EXERCISE = "exercise"
    LEVEL = "level"
    OTHER = "other"


class FollowupKind(StrEnum):
    """What a short message asks to do with the last answer."""

    EXAMPLE = "example"
    WHY = "why"
    SHORTER = "shorter"
    MORE = "more"


# One example each, in the order in which they are tried.
_PATTERNS: tuple[tuple[QuestionKind, str], ...] = (
    # show me an example of an outbox
    (QuestionKind.EXAMPLE, r"\b(?:example|sample|show me how|for instance)\b"),
    # what are common mistakes with caching
    (QuestionKind.MISTAKES, r"\b(?:mistakes?|pitfalls?|gotchas?|anti-?patterns?|go wrong)\b"),
    # give me an exercise on caching
    (QuestionKind.EXERCISE, r"\b(?:exercises?|(?:to|can i) practi[cs]e|something to try)\b"),
    # what does confident mean for caching
    (
        QuestionKind.LEVEL,
        r"\b(?:aware|practi[sc]ing|confident|can teach)\b.{0,20}\bmean|\blevels?\b.{0,12}\bmean",
    ),
    # where do I start with Kafka
    (
        QuestionKind.START,
        r"\b(?:where (?:do|should|can|to) .{0,12}(?:start|begin)"
        r"|how (?:do|can|to) .{0,8}get (?:started|into)|first steps?)\b",
    ),
    # why is my query slow
    (
        QuestionKind.WHY,
        r"^(?:\W*|.*[,:;]\s*|so |but |and )why\b|\bhow come\b"
        r"|\bwhat(?:'s| is) the (?:point|reason)\b",
    ),
    # is it ok to share a database, isn't it enough to hash
    (
        QuestionKind.CHECK,
        r"\b(?:is|isn'?t|are|would|do|does|should|can|could)\b.{0,30}"
        r"\b(?:ok|okay|fine|enough|safe|bad|wrong|right|necessary|needed|worth|really need)\b"
        r"|,? (?:right|correct|no)\?$",
    ),
    # redis or memcached, rest vs grpc
    (
        QuestionKind.CHOICE,
        r"\b(?:or|vs\.?|versus|difference|compared? (?:to|with)|better|instead of|which)\b",
    ),
    # how do I version an API
    (QuestionKind.HOW_TO, r"\bhow (?:do|can|should|would|to|does)\b|\bsteps\b|\bbest way\b"),
    # what is a circuit breaker, explain OAuth
    (
        QuestionKind.EXPLAIN,
        r"\b(?:what(?:'s| is| are| does)|explain|define|meaning of|tell me about|describe)\b",
    ),
)
_MATCHERS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _PATTERNS)
_NUMBERED = re.compile(r"(?:^|\s)(?:\d{1,2}[.)]|[-•*])\s+")  # 1. Where? 2. When?
_ENDS = re.compile(r"(?<=[?!])\s+(?:(?:and|also|plus|or)\b[,:]?\s*)?|\n+", re.I)  # Why? And when?
# cookie or local storage, and do I need CSRF tokens
_JOINTS = re.compile(
    r",\s*(?:and\s+|or\s+|also\s+)?"
    r"(?=(?:if \w+ )?(?:do|does|is|are|should|can|how|what|where|why|when)\b)",
    re.I,
)
_EITHER = re.compile(r"\b(?:or|vs\.?)\b", re.I)  # JWT in a cookie or in local storage
_ASKS = re.compile(
    r"^(?:how|what|where|why|when|which|who|should|can|could|do|does|is|are"
    r"|if \w+ (?:do|should))\b",
    re.I,
)
_POLITE = re.compile(
    r"^(?:thanks|thank you|please|cheers|hi|hello|hey|any (?:help|ideas?|advice|guidance))\b", re.I
)


# One example each.
_FOLLOWUPS: dict[FollowupKind, re.Pattern[str]] = {
    # can you give me an example?
    FollowupKind.EXAMPLE: re.compile(
        r"\b(?:an?|another|any|some|for) (?:\w+ )?examples?\b|^examples?\b", re.I
    ),
    # why is that?
    FollowupKind.WHY: re.compile(
        r"^(?:ok(?:ay)?,? |but |and |so )*why(?: (?:so|not|is that|though))?\W*$", re.I
    ),
    # shorter please
    FollowupKind.SHORTER: re.compile(
        r"\b(?:shorter|in short|tl;?dr|briefly|one sentence|sum(?:mary| it up))\b", re.I
    ),
    # tell me more
    FollowupKind.MORE: re.compile(
        r"^(?:\w+,? ){0,3}(?:more|go on|continue|elaborate|details|what else)\b.{0,20}$", re.I
    ),
}
# but what if the lock is in the application?
_OBJECTION = re.compile(r"^\W*(?:but|and|so|then|ok(?:ay)?|hm+|what if|isn'?t|doesn'?t)\b", re.I)


def kind_of(question: str) -> QuestionKind:
    """Return what a question asks for; ``OTHER`` if its form doesn't show."""
    for kind, pattern in _MATCHERS:
        if pattern.search(question):
            return kind
    return QuestionKind.OTHER


def followup_of(message: str) -> FollowupKind | None:
    """Return what a message asks to do with the last answer; None for a question of its own."""
    return next((kind for kind, pattern in _FOLLOWUPS.items() if pattern.search(message)), None)


def is_objection(message: str) -> bool:
    """Whether a message starts like an objection to what was said."""
    return _OBJECTION.match(message) is not None


def questions_in(message: str) -> tuple[str, ...]:
    """Return the questions of a message, at most four; the whole message where it has one.

    A sentence that asks nothing belongs to the question after it: it is the situation.
    """
    pieces = [
        p
        for each in _NUMBERED.split(message)
        for end in _ENDS.split(each)
        for p in _JOINTS.split(end)
        if p.strip()
    ]
    found: list[str] = []
    situation = ""
    for piece in map(str.strip, pieces):
        if _POLITE.match(piece):
            continue
        asks = piece.endswith("?") or bool(_ASKS.match(piece) or _EITHER.search(piece))
        if asks and len(piece.split()) >= SHORTEST:
            found.append(f"{situation} {piece}".strip())
            situation = ""
        else:
            situation = f"{situation} {piece}".strip()
    if len(found) < 2:
        return (message,)
    return tuple(found[:MOST_QUESTIONS])
