"""What the coach's own clock decided: to send, or when to look again. Pure."""

from dataclasses import dataclass

from bot.coaching.nudge import Kind


@dataclass(frozen=True, slots=True)
class Send:
    """Something is due now. ``why`` are true sentences for the person who gets it."""

    kind: Kind
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
