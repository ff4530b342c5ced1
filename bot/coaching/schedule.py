"""When the coach's own clock looks at somebody next. Pure."""

from dataclasses import dataclass

from bot.coaching.nudge import Kind
from bot.coaching.wishes import Preferences


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
    kind: Kind
    person: str
    preferences: Preferences
    since: float
    next_at: float | None
    planned_at: float
    zone: str = ""
    about: str = ""
