"""A nudge as values: what it asks, suggests and plans, and what became of it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from bot.coaching.recall.question import RecallQuestion


class NudgeKind(StrEnum):
    """What is sent by the coach's own clock."""

    WEEKLY = "weekly"
    """A person's weekly nudge."""
    CLOSING = "closing"
    """The one message that says that the coach stops, after several unanswered nudges."""
    REMINDER = "reminder"
    """What a person planned with a nudge is due now."""
    PROMPT = "prompt"
    """A channel's weekly prompt for the team."""


@dataclass(frozen=True, slots=True)
class NextSkill:
    """One skill to learn next, its true reason, and the passage it stands in."""

    skill_id: str
    skill: str
    section_id: str
    section: str
    reason: str
    passage: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """What one nudge holds. Parts that there is nothing for are None or empty.

    ``slots`` are beginnings of 20 free minutes in the person's working hours, in seconds since
    1970. ``why`` are true sentences that answer "Why did I get this?". ``discuss`` and ``skills``
    (ids) belong to a channel's prompt: a question to talk about and the section's skills.
    """

    kind: NudgeKind
    why: tuple[str, ...]
    zone: str = "UTC"
    question: RecallQuestion | None = None
    next: NextSkill | None = None
    slots: tuple[float, ...] = ()
    section_id: str = ""
    discuss: str = ""
    skills: tuple[str, ...] = ()


NOT_SURE = -1
"""Stands where an option's index stands."""
NO_PLAN = 0.0
"""Stands where a planned time stands, for "no plan this week"."""


@dataclass(frozen=True, slots=True)
class RecallAnswer:
    """What a person did with a nudge. ``chosen`` is the option's index, or ``NOT_SURE``.

    ``planned`` is the chosen slot in seconds since 1970, or ``NO_PLAN``.
    """

    chosen: int | None = None
    right: bool | None = None
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One line of the ledger: a nudge that was sent, or is being sent.

    ``key`` names it for good within its workspace (subject and period), so that it is sent once;
    it is also the message's metadata. ``subject`` is whom it went to: a person's id, or a
    channel's. ``period`` is the first day of its week in the receiver's zone, ISO 8601. ``at`` is
    when it was begun. ``channel`` and ``ts`` are where Slack put it, "" while that is open.
    ``touched_at`` is when the person first did anything with it, None where they did not.
    """

    workspace: str
    key: str
    subject: str
    person: str
    kind: NudgeKind
    period: str
    at: float
    nudge: Nudge
    channel: str = ""
    ts: str = ""
    touched_at: float | None = None
    answer: RecallAnswer = RecallAnswer()

    @property
    def open(self) -> bool:
        """Whether nobody knows yet if Slack took it."""
        return not self.ts
