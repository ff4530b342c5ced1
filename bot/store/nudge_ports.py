"""What nudging needs remembered, as a Protocol with a database and a memory twin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.nudges.model import RecallAnswer, Sent
from bot.coaching.nudges.schedule import Schedule

NUDGES_KEPT_SECONDS = 400 * 24 * 3600.0
CLAIM_SECONDS = 300.0
"""A claimed schedule that nobody ended for this long is free again. A delivery gives up before."""
CLOCKS_APART_SECONDS = 600.0
"""Replicas' clocks may differ so much; a plan made further in the future tells of one put back."""
MOST_COUNTED = 3600
"""Learners of a workspace are counted so far: more make no difference."""


class Overtaken(Exception):
    """The claim no longer holds, or the schedule was changed or removed while it was claimed."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A schedule that one worker looks at now; ``token`` proves that the claim is its own."""

    schedule: Schedule
    token: str


class Nudges(Protocol):
    """When the coach comes by its own clock, and the ledger of what it sent then.

    Leases run by the database's clock, so that replicas' own clocks may differ or jump.
    """

    async def put(self, schedule: Schedule) -> None:
        """Stores or replaces a schedule. What the holder of a claim on it plans then is not taken;
        nobody else claims it until that holder is done."""
        ...

    async def add(self, schedule: Schedule) -> bool:
        """Stores a schedule where there is none; False, and nothing changes, where there is."""
        ...

    async def get(self, workspace: str, subject: str) -> Schedule | None:
        """One schedule."""
        ...

    async def drop(self, workspace: str, subject: str) -> None:
        """Removes a schedule; an unknown one is no error."""
        ...

    async def claim(
        self, now: float, limit: int, *, workspaces_busy: Sequence[str] = ()
    ) -> Sequence[Claimed]:
        """Up to ``limit`` schedules that are due, or that were planned before the clock was put
        back: longest due first, none that another worker holds, none of the workspaces named."""
        ...

    async def end(
        self, claimed: Claimed, schedule: Schedule | None, taken: Sent | None = None
    ) -> None:
        """In one step, confirms the line ``taken`` and ends the claim, with the schedule as it is
        to be from now on, or removed for None. Of the schedule nothing is changed where the claim
        was lost or the schedule replaced meanwhile."""
        ...

    async def begin(self, sent: Sent, claimed: Claimed | None = None) -> Sent:
        """Records that a nudge is about to be sent, and returns the line as it stands: where the
        key was there, that line. Raises ``Overtaken``, recording nothing, where ``claimed`` is
        given and no longer holds."""
        ...

    async def confirm(self, workspace: str, key: str, channel: str, ts: str) -> None:
        """Slack took it, and put it there."""
        ...

    async def abandon(self, workspace: str, key: str) -> None:
        """Slack did not take it: removes the line if it is still open."""
        ...

    async def sent(self, workspace: str, subject: str, since: float) -> Sequence[Sent]:
        """The lines of a subject begun at ``since`` or later, open ones too, oldest first."""
        ...

    async def find(self, workspace: str, key: str) -> Sent | None:
        """One line."""
        ...

    async def at(self, workspace: str, channel: str, ts: str) -> Sent | None:
        """The line that became this message."""
        ...

    async def touch(
        self, workspace: str, key: str, at: float, answer: RecallAnswer | None = None
    ) -> Sent | None:
        """A person did something with it; returns the line as it stands now. The first time is
        kept, and of an answer what was not answered yet."""
        ...

    async def learners(self, workspace: str) -> int:
        """How many people have nudges switched on, counted up to ``MOST_COUNTED``."""
        ...

    async def of_person(self, workspace: str, person: str) -> Sequence[Schedule | Sent]:
        """Everything kept on a person: schedules, then the lines, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Deletes all of that, and channel prompts they set; returns how many records."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Forgets all of a workspace."""
        ...

    async def purge(self, now: float) -> None:
        """Forgets lines older than ``NUDGES_KEPT_SECONDS``."""
        ...
