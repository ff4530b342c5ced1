"""The store of nudges, as a Protocol implemented by the database and by an in-memory fake."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.coaching.nudges.model import RecallAnswer, Sent
from bot.coaching.nudges.schedule import Schedule

NUDGES_KEPT_SECONDS = 400 * 24 * 3600.0
CLAIM_SECONDS = 300.0
"""A claim that is not ended for this long expires. A delivery times out sooner."""
CLOCKS_APART_SECONDS = 600.0
"""Replicas' clocks may differ this much. A plan made further in the future means that a clock was
set back."""
MOST_COUNTED = 3600
"""Learners of a workspace are counted up to this number; more make no difference."""


class ClaimLost(Exception):
    """The claim expired, or the schedule was changed or removed while it was claimed."""


@dataclass(frozen=True, slots=True)
class ClaimedSchedule:
    """A schedule claimed by one worker; ``token`` identifies the claim."""

    schedule: Schedule
    token: str


class Nudges(Protocol):
    """When to look at whom next, and a ledger of what was sent.

    Leases use the database's clock, so that replicas' own clocks may differ or jump.
    """

    async def put(self, schedule: Schedule) -> None:
        """Store or replace a schedule.

        If a worker has claimed it, that worker's own plan for it is discarded, and nobody else can
        claim it until the worker is done.
        """
        ...

    async def add(self, schedule: Schedule) -> bool:
        """Store a schedule if there is none; False, changing nothing, if there is."""
        ...

    async def get(self, workspace: str, subject: str) -> Schedule | None:
        """Return one schedule, None if there is none."""
        ...

    async def drop(self, workspace: str, subject: str) -> None:
        """Remove a schedule; an unknown one is not an error."""
        ...

    async def claim(
        self, now: float, limit: int, *, workspaces_busy: Sequence[str] = ()
    ) -> Sequence[ClaimedSchedule]:
        """Claim up to ``limit`` schedules, the longest due first.

        Claims those that are due and those planned before the clock was set back, without those
        that another worker has claimed or in ``workspaces_busy``.
        """
        ...

    async def end(
        self, claimed: ClaimedSchedule, schedule: Schedule | None, taken: Sent | None = None
    ) -> None:
        """Confirm the ledger entry ``taken`` and end the claim, in one transaction.

        ``schedule`` replaces the claimed one; None removes it. It is left unchanged if the claim
        was lost or the schedule was replaced meanwhile.
        """
        ...

    async def begin(self, sent: Sent, claimed: ClaimedSchedule | None = None) -> Sent:
        """Record that a nudge is about to be sent; return its ledger entry, new or existing.

        Raises:
            ClaimLost: ``claimed`` is given and no longer valid; nothing is recorded.
        """
        ...

    async def confirm(self, workspace: str, key: str, channel: str, ts: str) -> None:
        """Record where Slack posted the nudge."""
        ...

    async def abandon(self, workspace: str, key: str) -> None:
        """Remove a ledger entry that Slack rejected, if it is still open."""
        ...

    async def sent(self, workspace: str, subject: str, since: float) -> Sequence[Sent]:
        """Return a subject's ledger entries since ``since``, including open ones, oldest first."""
        ...

    async def find(self, workspace: str, key: str) -> Sent | None:
        """Return one ledger entry by key, None if there is none."""
        ...

    async def at(self, workspace: str, channel: str, ts: str) -> Sent | None:
        """Return the ledger entry of a message, None if there is none."""
        ...

    async def touch(
        self, workspace: str, key: str, at: float, answer: RecallAnswer | None = None
    ) -> Sent | None:
        """Record that a person reacted to a nudge, and return the updated entry.

        Keeps the time of the first reaction, and never overwrites an answer already given.
        """
        ...

    async def learners(self, workspace: str) -> int:
        """Return how many people have nudges switched on, counted up to ``MOST_COUNTED``."""
        ...

    async def of_person(self, workspace: str, person: str) -> Sequence[Schedule | Sent]:
        """Return everything stored about a person: schedules, then ledger entries, oldest first."""
        ...

    async def forget(self, workspace: str, person: str) -> int:
        """Delete all records about a person and the channel prompts they set; return how many."""
        ...

    async def forget_workspace(self, workspace: str) -> None:
        """Delete everything of a workspace."""
        ...

    async def purge(self, now: float) -> None:
        """Delete ledger entries older than ``NUDGES_KEPT_SECONDS``."""
        ...
