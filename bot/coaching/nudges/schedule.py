"""When the scheduler checks a person or channel next, and what it decides. Pure."""

from dataclasses import dataclass

from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Schedule:
    """One thing the scheduler sends: a person's nudges, a reminder, or a channel's prompts.

    ``subject`` identifies it in its workspace: the person's id for WEEKLY, the channel's for
    PROMPT, ``"{person}/plan"`` for REMINDER. ``person`` is whose it is (who set a channel's
    prompt). ``since`` is when the preferences last changed: slots before that don't count.
    ``next_at`` is when to check again, None for never; ``planned_at`` is when that was decided: if
    it is in the future, the clock was set back. ``zone`` is the last one that Slack gave. ``about``
    is the key of the nudge that a reminder belongs to.
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
    """Nothing is due now, and ``why``; ``until`` is when to check again, None for never.

    ``due`` is when the next one is expected, for display: it may be later than the next check.
    """

    until: float | None
    why: str
    due: float | None = None
