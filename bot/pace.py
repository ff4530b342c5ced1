"""Rate limiting: a sustained rate per second, with a short burst allowed. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate limit: ``per_second`` sustained, and ``burst`` at once after a pause."""

    per_second: float
    burst: int = 1


@dataclass(slots=True)
class Pace:
    """Keep each workspace to one rate (the generic cell rate algorithm, GCRA)."""

    rate: Rate
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, workspace: str, now: float) -> float:
        """Count one message and return the seconds to wait before the next one, 0 for none.

        ``now`` is in seconds, from any clock that only goes forward.
        """
        self._next = {name: at for name, at in self._next.items() if at > now}
        due = max(self._next.get(workspace, now), now) + 1 / self.rate.per_second
        self._next[workspace] = due
        return max(0.0, due - now - (self.rate.burst - 1) / self.rate.per_second)
