"""What a person wants from the coach with a message, or with a part of it."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a person wants."""

    ASK = "ask"
    """An answer to a question."""
    LOG = "log"
    """To report what they did, planned or failed at; the parts are read one by one."""
    NEXT = "next"
    """To hear what to learn next."""
    GOAL = "goal"
    """To set or see their goal."""
    PROGRESS = "progress"
    """To see what they know."""
    QUIZ = "quiz"
    """To be asked a question."""
    PLAN = "plan"
    """To get or see a learning plan."""
    WHO = "who"
    """To find a person who knows something."""
    UNDO = "undo"
    """To take back the last thing."""
    HELP = "help"
    """To hear what the coach can do."""
    THANKS = "thanks"
    """Nothing: thanks, a goodbye, or a remark."""
    SETTINGS = "settings"
    """To change nudges or settings."""


class Place(StrEnum):
    """Where a message was written."""

    DM = "dm"
    CHANNEL = "channel"
    LEARNED = "learned"
    """As the text of `/learned`, where a bare name means that it was learned."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that a message wants; ``text`` is what it is about, "" for nothing in particular.

    For ``ASK`` and ``LOG`` that is the words themselves, for the others a topic, goal or person's
    skill.
    """

    intent: Intent
    text: str = ""
