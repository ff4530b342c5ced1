"""Work that outlives the request which brought it: owned tasks, and a bounded pool for thinking."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from knowledge.errors import CoachError

T = TypeVar("T")

MOST_TASKS = 500
MOST_WAITING = 100
THINKERS = 2
ANSWER_SECONDS = 20.0


class Busy(CoachError):
    """More is asked at once than the coach takes."""

    def __init__(self) -> None:
        super().__init__(
            "I have more questions than I can take right now; please ask again in a minute."
        )


class Work:
    """Tasks under way, by key. Bounded, and drained at shutdown."""

    def __init__(self, most: int = MOST_TASKS) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._most = most

    def start(self, work: Coroutine[Any, Any, None], key: str | None = None) -> None:
        """Runs ``work``, which reports its own errors. Raises ``Busy`` when too much is under way.

        ``key`` lets others wait for this task with ``finished``.
        """
        if len(self._tasks) >= self._most:
            work.close()
            raise Busy
        task = asyncio.create_task(work, name=key)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def __len__(self) -> int:
        return len(self._tasks)

    async def finished(self, key: str, seconds: float) -> None:
        """Waits for the work of one key, at most ``seconds``; at once when there is none."""
        if tasks := [task for task in self._tasks if task.get_name() == key]:
            await asyncio.wait(tasks, timeout=seconds)

    async def idle(self) -> None:
        """Waits until nothing is under way."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def drain(self, finish: float, stop: float) -> None:
        """Gives tasks ``finish`` seconds to end, then cancels them and gives ``stop`` to say so."""
        for seconds, cancel in ((finish, False), (stop, True)):
            if cancel:
                for task in self._tasks:
                    task.cancel()
            if self._tasks:
                await asyncio.wait(list(self._tasks), timeout=seconds)


class BoundedExecutor:
    """Runs blocking work on a few threads, with a bounded queue and a time limit."""

    def __init__(
        self, threads: int = THINKERS, waiting: int = MOST_WAITING, seconds: float = ANSWER_SECONDS
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="thinker")
        self._under_way = 0
        self._most = threads + waiting
        self._seconds = seconds

    async def run(self, think: Callable[[], T], seconds: float | None = None) -> T:
        """Raises ``Busy`` at once when the queue is full, ``CoachError`` when the time is up."""
        if self._under_way >= self._most:
            raise Busy
        self._under_way += 1
        future = self._pool.submit(think)
        future.add_done_callback(lambda _: self._finished())
        try:
            async with asyncio.timeout(seconds or self._seconds):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            raise CoachError(
                "That took me too long; please try again, perhaps in fewer words."
            ) from None

    def _finished(self) -> None:
        self._under_way -= 1

    def close(self) -> None:
        """Lets running work end and takes no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
