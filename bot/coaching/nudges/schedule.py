"""When the coach's own clock looks at somebody next. Pure."""

from dataclasses import dataclass

from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Schedule:
    """One thing that comes by the clock: a person's nudges, a reminder, a channel's prompts.

    ``subject`` names it in its workspace: the person's id for WEEKLY, the channel's for PROMPT,
    ``"{person}/plan"`` for REMINDER. ``person`` is whose it is (who set a channel's prompt).
    ``since`` is when the preferences were last changed: slots before that do not count.
    ``next_at`` is when to look again, None for never; ``planned_at`` when that was decided: lying
    in the future, it tells that the clock was put back. ``zone`` is the last one that Slack told.
    ``about`` is the key of the nudge that a reminder belongs to.
    """

    workspace: str
    subject: str
    kind: NudgeKind
    person: str
    preferences: Preferences
    since: float
    next_at: float | None
    planned_at: float
    zone: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """Something is due now. ``why`` are true sentences for the person who gets it."""

    kind: NudgeKind
    period: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due now, and ``why``; ``until`` is when to look again, None for never.

    ``due`` is when the next one is expected, for showing: it may be later than the next look.
    """

    until: float | None
    why: str
    due: float | None = None
