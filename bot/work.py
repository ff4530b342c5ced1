"""Background tasks that outlive their request, and a bounded thread pool for blocking calls."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from knowledge.errors import CoachError

T = TypeVar("T")

MOST_TASKS = 500
MOST_WAITING = 100
THREADS = 2
ANSWER_SECONDS = 20.0


class Busy(CoachError):
    """Too many requests at once."""

    def __init__(self) -> None:
        super().__init__("I'm busy right now. Please ask again in a minute.")


class Work:
    """Running background tasks, by key. Bounded in number, and drained at shutdown."""

    def __init__(self, most: int = MOST_TASKS) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._most = most

    def start(self, work: Coroutine[Any, Any, None], key: str | None = None) -> None:
        """Run ``work``, which must report its own errors.

        ``key`` lets others wait for this task with ``finished``.

        Raises:
            Busy: too many tasks are running.
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
        """Wait at most ``seconds`` for the tasks of a key; return at once if there are none."""
        if tasks := [task for task in self._tasks if task.get_name() == key]:
            await asyncio.wait(tasks, timeout=seconds)

    async def idle(self) -> None:
        """Wait until no task is running."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def drain(self, finish: float, stop: float) -> None:
        """Give tasks ``finish`` seconds to end, then cancel them and wait ``stop`` seconds more."""
        for seconds, cancel in ((finish, False), (stop, True)):
            if cancel:
                for task in self._tasks:
                    task.cancel()
            if self._tasks:
                await asyncio.wait(list(self._tasks), timeout=seconds)


class BoundedExecutor:
    """Run blocking calls on a few threads, with a bounded queue and a time limit."""

    def __init__(
        self, threads: int = THREADS, waiting: int = MOST_WAITING, seconds: float = ANSWER_SECONDS
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="worker")
        self._under_way = 0
        self._most = threads + waiting
        self._seconds = seconds

    async def run(self, think: Callable[[], T], seconds: float | None = None) -> T:
        """Return the result of ``think``, run on a thread. ``seconds`` overrides the time limit.

        Raises:
            Busy: the queue is full.
            CoachError: the time limit was exceeded.
        """
        if self._under_way >= self._most:
            raise Busy
        self._under_way += 1
        future = self._pool.submit(think)
        future.add_done_callback(lambda _: self._finished())
        try:
            async with asyncio.timeout(seconds or self._seconds):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            raise CoachError("That took too long. Please try a shorter question.") from None

    def _finished(self) -> None:
        self._under_way -= 1

    def close(self) -> None:
        """Accept no more calls; running ones may finish."""
        self._pool.shutdown(wait=False, cancel_futures=True)
