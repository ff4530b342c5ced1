"""Builders for schedules and ledger entries."""

from collections.abc import Callable
from dataclasses import replace

from bot.coaching.nudges.model import NextSkill, Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.recall.question import RecallQuestion
from bot.store.nudge_ports import ClaimedSchedule, Nudges

NOW = 1_800_000_000.0
Opening = Callable[[float], Nudges]
"""Opens the store with a lease in seconds; all share the same rows."""


def schedule(subject: str = "U1", next_at: float | None = NOW, **more: object) -> Schedule:
    """Return a person's weekly schedule."""
    wishes = Preferences(
        mode=Mode.ON,
        weekday=1,
        zone="Europe/Lisbon",
        workdays=(6, 0, 1),
        holidays=(("2026-12-24", "2027-01-02"),),
        snoozed_until="2026-12-01",
    )
    made = Schedule(
        "T1", subject, NudgeKind.WEEKLY, subject, wishes, NOW - 9, next_at, NOW, "Asia/Tokyo"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def line(key: str = "nudge:U1:2026-11-23", **more: object) -> Sent:
    """Return a ledger entry that is still open."""
    question = RecallQuestion(
        "complete", "s1", "c1", "Rate ___? “ü”", ("limiting", "of"), 0, "Rate…"
    )
    next_skill = NextSkill("s2", "Caching", "c2", "Speed", "It opens two more.", "Caching well")
    nudge = Nudge(
        NudgeKind.WEEKLY, ("You asked.",), "Asia/Tokyo", question, next_skill, (NOW, NOW + 9)
    )
    made = Sent("T1", key, "U1", "U1", NudgeKind.WEEKLY, "2026-11-23", NOW, nudge)
    return replace(made, **more)  # type: ignore[arg-type]


async def claimed(nudges: Nudges, now: float = NOW) -> ClaimedSchedule:
    """Claim and return the one schedule that is due."""
    (found,) = await nudges.claim(now, 10)
    return found
