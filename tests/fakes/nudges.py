"""The in-memory fake of the store of nudges."""

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.coaching.nudges.model import NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Mode
from bot.coaching.nudges.schedule import Schedule
from bot.store.nudge_ports import (
    CLAIM_SECONDS,
    CLOCKS_APART_SECONDS,
    MOST_COUNTED,
    NUDGES_KEPT_SECONDS,
    ClaimedSchedule,
    ClaimLost,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A schedule and the claim on it."""

    schedule: Schedule
    token: str = ""
    leased_until: float = 0.0
    changed: bool = False


class MemoryNudges:
    """Implements ``Nudges`` within one process. ``clock`` is for leases."""

    def __init__(
        self, lease: float = CLAIM_SECONDS, clock: Callable[[], float] = time.time
    ) -> None:
        self.rows: dict[tuple[str, str], Row] = {}
        self.lines: dict[tuple[str, str], Sent] = {}
        self.lease = lease
        self.clock = clock
        self.tokens = itertools.count(1)

    async def put(self, schedule: Schedule) -> None:
        key = (schedule.workspace, schedule.subject)
        stored = self.rows.get(key)
        self.rows[key] = (
            replace(stored, schedule=schedule, changed=True) if stored else Row(schedule)
        )

    async def add(self, schedule: Schedule) -> bool:
        key = (schedule.workspace, schedule.subject)
        return self.rows.setdefault(key, row := Row(schedule)) is row

    async def get(self, workspace: str, subject: str) -> Schedule | None:
        row = self.rows.get((workspace, subject))
        return row.schedule if row else None

    async def drop(self, workspace: str, subject: str) -> None:
        self.rows.pop((workspace, subject), None)

    async def claim(
        self, now: float, limit: int, *, workspaces_busy: Sequence[str] = ()
    ) -> Sequence[ClaimedSchedule]:
        token = str(next(self.tokens))
        free = [
            row.schedule
            for row in self.rows.values()
            if row.schedule.workspace not in workspaces_busy
            and row.leased_until <= self.clock()
            and (_is_due(row.schedule, now) or _planned_ahead(row.schedule, now))
        ]
        free.sort(key=lambda each: (not _is_due(each, now), each.next_at or 0.0))
        for each in free[:limit]:
            leased = Row(each, token, self.clock() + self.lease)
            self.rows[each.workspace, each.subject] = leased
        return [ClaimedSchedule(each, token) for each in free[:limit]]

    async def end(
        self, claimed: ClaimedSchedule, schedule: Schedule | None, taken: Sent | None = None
    ) -> None:
        if taken is not None:
            await self.confirm(taken.workspace, taken.key, taken.channel, taken.ts)
        key = (claimed.schedule.workspace, claimed.schedule.subject)
        row = self.rows.get(key)
        if row is None or row.token != claimed.token:
            return
        if row.changed:
            self.rows[key] = Row(row.schedule)
        elif schedule is None:
            del self.rows[key]
        else:
            self.rows[key] = Row(schedule)

    async def begin(self, sent: Sent, claimed: ClaimedSchedule | None = None) -> Sent:
        if claimed is not None:
            self.hold(claimed)
        return self.lines.setdefault((sent.workspace, sent.key), sent)

    def hold(self, claimed: ClaimedSchedule) -> None:
        key = (claimed.schedule.workspace, claimed.schedule.subject)
        row = self.rows.get(key)
        if row is None or row.token != claimed.token or row.changed:
            raise ClaimLost
        if row.leased_until <= self.clock():
            raise ClaimLost
        self.rows[key] = replace(row, leased_until=self.clock() + self.lease)

    async def confirm(self, workspace: str, key: str, channel: str, ts: str) -> None:
        if line := self.lines.get((workspace, key)):
            self.lines[workspace, key] = replace(line, channel=channel, ts=ts)

    async def abandon(self, workspace: str, key: str) -> None:
        if (line := self.lines.get((workspace, key))) and line.open:
            del self.lines[workspace, key]

    async def sent(self, workspace: str, subject: str, since: float) -> Sequence[Sent]:
        theirs = (workspace, subject)
        found = [s for s in self.lines.values() if (s.workspace, s.subject) == theirs]
        return sorted((s for s in found if s.at >= since), key=lambda s: (s.at, s.key))

    async def find(self, workspace: str, key: str) -> Sent | None:
        return self.lines.get((workspace, key))

    async def at(self, workspace: str, channel: str, ts: str) -> Sent | None:
        here = (workspace, channel, ts)
        found = (s for s in self.lines.values() if (s.workspace, s.channel, s.ts) == here)
        return next(found, None)

    async def touch(
        self, workspace: str, key: str, at: float, answer: RecallAnswer | None = None
    ) -> Sent | None:
        if (line := self.lines.get((workspace, key))) is None:
            return None
        first = at if line.touched_at is None else line.touched_at
        touched = replace(
            line, touched_at=first, answer=_filled(line.answer, answer or RecallAnswer())
        )
        self.lines[workspace, key] = touched
        return touched

    async def learners(self, workspace: str) -> int:
        on = [
            row
            for row in self.rows.values()
            if row.schedule.workspace == workspace
            and row.schedule.kind is NudgeKind.WEEKLY
            and row.schedule.preferences.mode is Mode.ON
        ]
        return min(len(on), MOST_COUNTED)

    async def of_person(self, workspace: str, person: str) -> Sequence[Schedule | Sent]:
        whose = (workspace, person)
        rows = [row.schedule for row in self.rows.values()]
        mine = [each for each in rows if (each.workspace, each.person) == whose]
        lines = [s for s in self.lines.values() if (s.workspace, s.person) == whose]
        mine.sort(key=lambda each: each.subject)
        return [*mine, *sorted(lines, key=lambda s: (s.at, s.key))]

    async def forget(self, workspace: str, person: str) -> int:
        whose = (workspace, person)
        before = len(self.rows) + len(self.lines)
        self.rows = {
            k: row
            for k, row in self.rows.items()
            if (row.schedule.workspace, row.schedule.person) != whose
        }
        self.lines = {k: s for k, s in self.lines.items() if (s.workspace, s.person) != whose}
        return before - len(self.rows) - len(self.lines)

    async def forget_workspace(self, workspace: str) -> None:
        self.rows = {key: row for key, row in self.rows.items() if key[0] != workspace}
        self.lines = {key: line for key, line in self.lines.items() if key[0] != workspace}

    async def purge(self, now: float) -> None:
        oldest = now - NUDGES_KEPT_SECONDS
        self.lines = {key: line for key, line in self.lines.items() if line.at >= oldest}


def _is_due(schedule: Schedule, now: float) -> bool:
    return schedule.next_at is not None and schedule.next_at <= now


def _planned_ahead(schedule: Schedule, now: float) -> bool:
    return schedule.planned_at > now + CLOCKS_APART_SECONDS


def _filled(stored: RecallAnswer, new: RecallAnswer) -> RecallAnswer:
    return RecallAnswer(
        chosen=new.chosen if stored.chosen is None else stored.chosen,
        right=new.right if stored.right is None else stored.right,
        planned=new.planned if stored.planned is None else stored.planned,
    )
