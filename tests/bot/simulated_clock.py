"""A simulated clock that runs `decide` as the scheduler would, and the resulting ledger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.coaching.learning.availability import Availability
from bot.coaching.learning.entries import Entry
from bot.coaching.nudges.decide import Send, Wait, decide
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule

LISBON = Availability(zone="Europe/Lisbon")
ON = Preferences(mode=Mode.ON)
LOOKS = 20
"""Maximum checks per person and week, on average; more would be a busy loop."""


def weekly(
    preferences: Preferences = ON, since: float = 0, kind: NudgeKind = NudgeKind.WEEKLY
) -> Schedule:
    return Schedule("T1", "U1", kind, "U1", preferences, since, since, since)


def line(
    at: float, week: str, kind: NudgeKind = NudgeKind.WEEKLY, touched: float | None = None
) -> Sent:
    """Return a confirmed ledger entry."""
    nudge = Nudge(kind, ())
    return Sent("T1", f"nudge:U1:{week}", "U1", "U1", kind, week, at, nudge, "D1", "1.0", touched)


@dataclass
class Clockwork:
    """Simulates the scheduler for one schedule.

    ``react`` may answer a sent nudge: it returns when the person touched it, None for never. ``up``
    returns when a host that should check now actually does: later while it is down. ``change`` may
    replace the schedule before a check.
    """

    schedule: Schedule
    facts: Callable[[float], Availability] = lambda _now: LISBON
    up: Callable[[float], float] = lambda now: now
    react: Callable[[Sent], float | None] = lambda sent: sent.at
    change: Callable[[Schedule, float], Schedule] = lambda schedule, _now: schedule
    history: Sequence[Entry] = ()
    learners: int = 1
    sent: list[Sent] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    sends: list[tuple[float, Send]] = field(default_factory=list)

    def run(self, start: float, end: float) -> list[Sent]:
        """Return everything sent from ``start`` to before ``end``."""
        now: float | None = self.up(start)
        looks = 0
        while now is not None and now < end:
            looks += 1
            assert looks < LOOKS * (10 + (end - start) / (7 * 86_400)), "it looks too often"
            now = self._look(now)
            now = now if now is None else self.up(now)
        return self.sent

    def _look(self, now: float) -> float | None:
        self.schedule = self.change(self.schedule, now)
        facts, learners = self.facts(now), self.learners
        verdict = decide(self.schedule, facts, tuple(self.sent), self.history, now, learners)
        if isinstance(verdict, Wait):
            assert verdict.until is None or verdict.until > now
            assert verdict.due is None or verdict.until is None or verdict.until <= verdict.due
            self.waits.append(verdict)
            return verdict.until
        sent = line(now, verdict.period, verdict.kind)
        self.sends.append((now, verdict))
        self.sent.append(replace(sent, touched_at=self.react(sent)))
        return now
