"""The scheduler: finds who is due, delivers their nudges, and keeps to a sending rate.

Replicas share the work through claims, with no leader. If one dies, another takes over when its
claims expire.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import groupby

import structlog

from bot.pace import Pace, Rate
from bot.slack.api.errors import error_code, retry_after_seconds
from bot.slack.api.retries import SLACK_FAILED, Sleep
from bot.slack.nudges.deliver import deliver
from bot.slack.routing.services import Services
from bot.store.nudge_ports import CLAIM_SECONDS, ClaimedSchedule, ClaimLost

log = structlog.get_logger(__name__)


ONE_PER_SECOND = Rate(per_second=1.0, burst=5)
ASKING_SECONDS = 60.0
"""How long looking up a batch of people in Slack may take. Large batches hit its rate limits."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the scheduler works. Durations are real seconds, whatever the services' clock says.

    It claims up to ``batch`` schedules at a time, for ``claim_seconds``, and works on up to
    ``workspaces`` workspaces in parallel, with up to ``at_once`` deliveries in each. Each replica
    sends at ``rate`` per workspace; Slack allows several hundred messages a minute. After a Slack
    failure a workspace is paused for ``pause_seconds``, or as long as Slack asks.
    """

    poll_seconds: float = 5.0
    batch: int = 50
    workspaces: int = 16
    at_once: int = 4
    rate: Rate = ONE_PER_SECOND
    claim_seconds: float = CLAIM_SECONDS
    pause_seconds: float = 30.0

    @property
    def delivery_seconds(self) -> float:
        """Time limit of one delivery. The claim must outlast it."""
        return self.claim_seconds * 2 / 3


DEFAULT_RHYTHM = Rhythm()


class Scheduler:
    """Runs by itself with ``run`` until ``stop``, or one step at a time with ``tick``.

    ``seconds`` is a clock that only goes forward, for pacing and pauses.
    """

    def __init__(
        self,
        services: Services,
        rhythm: Rhythm = DEFAULT_RHYTHM,
        *,
        sleep: Sleep = asyncio.sleep,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._services = services
        self._rhythm = rhythm
        self._sleep = sleep
        self._seconds = seconds
        self._pace = Pace(rhythm.rate)
        self._paused: dict[str, float] = {}
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Tick until ``stop``. Database outages are waited out."""
        healthy = True
        while not self._stopping.is_set():
            try:
                await self.tick()
            except Exception as error:  # nudges must go on once the problem is over
                if healthy:
                    log.error("scheduler_tick_failed", exc_info=error)
                healthy = False
            else:
                healthy = True
            with suppress(TimeoutError):
                async with asyncio.timeout(self._rhythm.poll_seconds):
                    await self._stopping.wait()

    @asynccontextmanager
    async def running(self, seconds: float) -> AsyncIterator[None]:
        """Run while the block lasts; then give running deliveries ``seconds`` to finish."""
        run = asyncio.create_task(self.run())
        try:
            yield
        finally:
            self.stop()
            await asyncio.wait([run], timeout=seconds)
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)

    def stop(self) -> None:
        """Start nothing new; ``run`` returns once running deliveries have finished."""
        self._stopping.set()

    async def tick(self) -> int:
        """Deliver everything that is due now and return how many messages were sent.

        Skips workspaces that are paused. Database errors are not caught.
        """
        under_way: dict[str, asyncio.Task[int]] = {}
        sent = 0
        try:
            while await self._start_due(under_way):
                await asyncio.wait(
                    under_way.values(),
                    timeout=self._rhythm.poll_seconds,  # others may become due meanwhile
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

    async def _start_due(self, under_way: dict[str, asyncio.Task[int]]) -> bool:
        """Claim due schedules until there are no more or enough. Whether any task is running."""
        while len(under_way) < self._rhythm.workspaces and not self._stopping.is_set():
            busy = [*under_way, *self._paused_workspaces()]
            claimed = await self._services.nudges.claim(
                self._services.clock(), self._rhythm.batch, workspaces_busy=busy
            )
            for workspace, theirs in groupby(sorted(claimed, key=_workspace), _workspace):
                under_way[workspace] = asyncio.create_task(self._work(workspace, list(theirs)))
            if not claimed:
                break
        return bool(under_way)

    def _paused_workspaces(self) -> list[str]:
        now = self._seconds()
        self._paused = {name: until for name, until in self._paused.items() if until > now}
        return list(self._paused)

    async def _work(self, workspace: str, claimed: Sequence[ClaimedSchedule]) -> int:
        """Deliver to one workspace and return how many messages were sent."""
        people = [each.schedule.person for each in claimed]
        await self._services.people.about(workspace, people, ASKING_SECONDS)
        gate = asyncio.Semaphore(self._rhythm.at_once)

        async def deliver_one(each: ClaimedSchedule) -> bool:
            async with gate:
                sent = await self._try_delivery(each)
                if sent:
                    await self._sleep(self._pace.wait(workspace, self._seconds()))
                return sent

        return sum(await asyncio.gather(*map(deliver_one, claimed)))

    async def _try_delivery(self, claimed: ClaimedSchedule) -> bool:
        """Whether a message was sent. After a failure it is retried when the claim expires."""
        workspace = _workspace(claimed)
        where = {"workspace": workspace, "subject": claimed.schedule.subject}
        try:
            async with asyncio.timeout(self._rhythm.delivery_seconds):
                return await self._deliver(claimed)
        except SLACK_FAILED as error:
            pause = max(self._rhythm.pause_seconds, retry_after_seconds(error))
            self._paused[workspace] = self._seconds() + pause
            log.warning("nudge_not_sent", error=error_code(error), pause=pause, **where)
        except Exception as error:  # one failure must not stop the other nudges
            log.error("nudge_failed", exc_info=error, **where)
        return False

    async def _deliver(self, claimed: ClaimedSchedule) -> bool:
        """Deliver, or release the claim if the scheduler is stopping or the schedule changed."""
        if not self._stopping.is_set() and _workspace(claimed) not in self._paused_workspaces():
            with suppress(ClaimLost):
                return await deliver(self._services, claimed)
        await self._services.nudges.end(claimed, claimed.schedule)
        return False


def _workspace(claimed: ClaimedSchedule) -> str:
    return claimed.schedule.workspace
