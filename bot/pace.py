"""How fast something may go on: so many a second sustained, and a few at once. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """``a_second`` sustained, and ``burst`` at once after a rest."""

    a_second: float
    burst: int = 1


@dataclass(slots=True)
class Pace:
    """Keeps each of several workspaces to one rate (the generic cell rate algorithm, GCRA)."""

    rate: Rate
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, workspace: str, now: float) -> float:
        """Counts one for the workspace; seconds to wait before the next, 0 for none.

        ``now`` is in seconds of any clock that only goes forward.
        """
        self._next = {name: at for name, at in self._next.items() if at > now}
        due = max(self._next.get(workspace, now), now) + 1 / self.rate.a_second
        self._next[workspace] = due
        return max(0.0, due - now - (self.rate.burst - 1) / self.rate.a_second)
