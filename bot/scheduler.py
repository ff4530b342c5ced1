"""The coach's own clock: finds who is due, has it delivered, and keeps to a pace.

Replicas share the work through claims; none leads. One that dies keeps its claims for as long as
they last, then another one takes over.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import groupby

import structlog

from bot.pace import Pace, Rate
from bot.slack.api.errors import code, patience
from bot.slack.api.retries import SLACK_FAILED, Sleep
from bot.slack.nudges.deliver import deliver
from bot.slack.routing.services import Services
from bot.store.nudge_ports import CLAIM_SECONDS, Claimed, Overtaken

log = structlog.get_logger(__name__)


ONE_A_SECOND = Rate(a_second=1.0, burst=5)
ASKING_SECONDS = 60.0
"""How long Slack may take to tell of a batch of people: where there are many, it wants patience."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the scheduler works. All seconds are real ones, whatever the desk's clock says.

    Up to ``batch`` schedules are claimed at a time, for ``claim_seconds``; up to ``workspaces`` are
    worked on side by side, with up to ``at_once`` deliveries in each, which send at ``rate`` (each
    replica; Slack takes several hundred a minute). After a failure of Slack's a workspace is left
    alone for ``pause_seconds``, or as long as Slack says.
    """

    poll_seconds: float = 5.0
    batch: int = 50
    workspaces: int = 16
    at_once: int = 4
    rate: Rate = ONE_A_SECOND
    claim_seconds: float = CLAIM_SECONDS
    pause_seconds: float = 30.0

    @property
    def delivery_seconds(self) -> float:
        """What bounds one delivery: its claim must outlast it."""
        return self.claim_seconds * 2 / 3


USUAL = Rhythm()


class Scheduler:
    """Works by itself with ``run`` until it is told to ``stop``, or by hand with ``tick``.

    ``seconds`` is a clock that only goes forward, for pace and pauses.
    """

    def __init__(
        self,
        services: Services,
        rhythm: Rhythm = USUAL,
        *,
        sleep: Sleep = asyncio.sleep,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = services
        self._rhythm = rhythm
        self._sleep = sleep
        self._seconds = seconds
        self._pace = Pace(rhythm.rate)
        self._paused: dict[str, float] = {}
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Ticks until ``stop``. A database that is gone is waited for."""
        well = True
        while not self._stopping.is_set():
            try:
                await self.tick()
            except Exception as error:  # whatever it is, people's nudges go on when it is over
                if well:
                    log.error("nudging does not work", exc_info=error)
                well = False
            else:
                well = True
            with suppress(TimeoutError):
                async with asyncio.timeout(self._rhythm.poll_seconds):
                    await self._stopping.wait()

    @asynccontextmanager
    async def running(self, seconds: float) -> AsyncIterator[None]:
        """Runs while the block lasts; what is under way then has ``seconds`` to end."""
        run = asyncio.create_task(self.run())
        try:
            yield
        finally:
            self.stop()
            await asyncio.wait([run], timeout=seconds)
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)

    def stop(self) -> None:
        """Begins nothing new; ``run`` returns when what is under way has ended."""
        self._stopping.set()

    async def tick(self) -> int:
        """Delivers all that is due now; returns how many messages were sent.

        Raises what the database raises. A workspace that Slack wants left alone is left out.
        """
        under_way: dict[str, asyncio.Task[int]] = {}
        sent = 0
        try:
            while await self._started(under_way):
                await asyncio.wait(
                    under_way.values(),
                    timeout=self._rhythm.poll_seconds,  # others may fall due meanwhile
                    return_when=asyncio.FIRST_COMPLETED,
                )
                for workspace in [name for name, task in under_way.items() if task.done()]:
                    sent += under_way.pop(workspace).result()
        except asyncio.CancelledError:
            for task in under_way.values():
                task.cancel()
            raise
        finally:
            await asyncio.gather(*under_way.values(), return_exceptions=True)
        return sent

    async def _started(self, under_way: dict[str, asyncio.Task[int]]) -> bool:
        """Claims what is due, until there is no more or enough; whether anything is under way."""
        while len(under_way) < self._rhythm.workspaces and not self._stopping.is_set():
            busy = [*under_way, *self._left_alone()]
            claimed = await self._desk.nudges.claim(
                self._desk.clock(), self._rhythm.batch, workspaces_busy=busy
            )
            for workspace, theirs in groupby(sorted(claimed, key=_workspace), _workspace):
                under_way[workspace] = asyncio.create_task(self._work(workspace, list(theirs)))
            if not claimed:
                break
        return bool(under_way)

    def _left_alone(self) -> list[str]:
        now = self._seconds()
        self._paused = {name: until for name, until in self._paused.items() if until > now}
        return list(self._paused)

    async def _work(self, workspace: str, claimed: Sequence[Claimed]) -> int:
        """Delivers to one workspace; returns how many messages were sent."""
        people = [each.schedule.person for each in claimed]
        await self._desk.people.about(workspace, people, ASKING_SECONDS)
        gate = asyncio.Semaphore(self._rhythm.at_once)

        async def through(each: Claimed) -> bool:
            async with gate:
                sent = await self._tried(each)
                if sent:
                    await self._sleep(self._pace.wait(workspace, self._seconds()))
                return sent

        return sum(await asyncio.gather(*map(through, claimed)))

    async def _tried(self, claimed: Claimed) -> bool:
        """Whether something was sent. One that failed is tried again when its claim is over."""
        workspace = _workspace(claimed)
        where = {"workspace": workspace, "subject": claimed.schedule.subject}
        try:
            async with asyncio.timeout(self._rhythm.delivery_seconds):
                return await self._delivered(claimed)
        except SLACK_FAILED as error:
            pause = max(self._rhythm.pause_seconds, patience(error))
            self._paused[workspace] = self._seconds() + pause
            log.warning("nudge not sent", error=code(error), pause=pause, **where)
        except Exception as error:  # one that fails must not keep the others from theirs
            log.error("nudge failed", exc_info=error, **where)
        return False

    async def _delivered(self, claimed: Claimed) -> bool:
        """Gives the claim back where nothing may be begun, or the schedule was changed."""
        if not self._stopping.is_set() and _workspace(claimed) not in self._left_alone():
            with suppress(Overtaken):
                return await deliver(self._desk, claimed)
        await self._desk.nudges.end(claimed, claimed.schedule)
        return False


def _workspace(claimed: Claimed) -> str:
    return claimed.schedule.workspace
