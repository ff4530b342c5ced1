"""The data of a nudge: its content, and what became of it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from bot.coaching.recall.question import RecallQuestion


class NudgeKind(StrEnum):
    """The kinds of messages the scheduler sends."""

    WEEKLY = "weekly"
    """A person's weekly nudge."""
    CLOSING = "closing"
    """The one message that says that nudges stop, after several unanswered ones."""
    REMINDER = "reminder"
    """A reminder of what a person planned with a nudge."""
    PROMPT = "prompt"
    """A channel's weekly prompt for the team."""


@dataclass(frozen=True, slots=True)
class NextSkill:
    """A skill to learn next, the true reason for it, and the passage it is in."""

    skill_id: str
    skill: str
    section_id: str
    section: str
    reason: str
    passage: str
    about: str = ""
    """What the skill is, in a sentence or two."""
    exercise: str = ""
    """Something to do in ``minutes``, with a result to check."""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Nudge:
    """The content of one nudge. Missing parts are None or empty.

    ``slots`` are the starts of free 20-minute slots in the person's working hours, in seconds since
    1970. ``why`` are true sentences that answer "Why did I get this?". ``discuss`` and ``skills``
    (ids) are for a channel's prompt: a question to discuss and the section's skills.
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
"""Used instead of an option's index."""
NO_PLAN = 0.0
"""Used instead of a planned time for "no plan this week"."""


@dataclass(frozen=True, slots=True)
class RecallAnswer:
    """How a person answered a nudge. ``chosen`` is the option's index, or ``NOT_SURE``.

    ``planned`` is the chosen slot in seconds since 1970, or ``NO_PLAN``.
    """

    chosen: int | None = None
    right: bool | None = None
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A ledger entry: a nudge that was sent, or is being sent.

    ``key`` (subject and period) is unique in its workspace, so that a nudge is sent once; it is
    also the message's metadata. ``subject`` is the recipient: a person's id, or a channel's.
    ``period`` is the first day of the week in the recipient's zone, ISO 8601. ``at`` is when
    sending started. ``channel`` and ``ts`` identify the message in Slack, "" while that is unknown.
    ``touched_at`` is the person's first reaction, None if there was none.
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
        """Whether it is still unknown if Slack accepted it."""
        return not self.ts
