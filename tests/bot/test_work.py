"""Background work is bounded, owned, and ended in order."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from bot.work import BoundedExecutor, Busy, Work
from knowledge.errors import CoachError

SOON = 5.0


@pytest.fixture
def executor() -> Iterator[BoundedExecutor]:
    """One thread, and room for one more call to wait."""
    made = BoundedExecutor(threads=1, waiting=1)
    yield made
    made.close()


class Gate:
    """Blocks a thread until it is opened, and reports when one is waiting."""

    def __init__(self) -> None:
        self.reached, self._open = threading.Event(), threading.Event()

    def pass_through(self) -> str:
        self.reached.set()
        assert self._open.wait(SOON)
        return "through"

    def open(self) -> None:
        self._open.set()


async def test_work_is_owned_until_it_ends() -> None:
    work, go = Work(), asyncio.Event()

    async def wait() -> None:
        await go.wait()

    work.start(wait(), "key")
    work.start(wait())
    assert len(work) == 2
    await work.finished("key", 0.001)
    assert len(work) == 2, "the wait is bounded"
    await work.finished("unknown", SOON)
    go.set()
    await work.finished("key", SOON)
    await work.idle()
    assert len(work) == 0


async def test_too_much_work_is_refused_at_once() -> None:
    work, go = Work(most=2), asyncio.Event()

    async def wait() -> None:
        await go.wait()

    work.start(wait())
    work.start(wait())
    with pytest.raises(Busy, match="again in a minute"):
        work.start(wait())
    go.set()
    await work.idle()
    work.start(wait())
    await work.idle()


async def test_two_pieces_of_work_under_one_key_are_both_owned() -> None:
    work, go, ended = Work(), asyncio.Event(), []

    async def wait(name: str) -> None:
        await go.wait()
        ended.append(name)

    work.start(wait("first"), "key")
    work.start(wait("second"), "key")
    assert len(work) == 2
    go.set()
    await work.idle()
    assert ended == ["first", "second"]


async def test_drain_lets_work_finish() -> None:
    work, ended = Work(), []

    async def brief() -> None:
        await asyncio.sleep(0.001)
        ended.append("brief")

    work.start(brief())
    await work.drain(SOON, SOON)
    assert ended == ["brief"]


async def test_drain_cancels_slow_tasks_and_lets_them_say_so() -> None:
    work, heard = Work(), []

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0.001)
            heard.append("cut")
            raise

    work.start(endless())
    await asyncio.sleep(0)
    await work.drain(0.001, SOON)
    assert heard == ["cut"]
    assert len(work) == 0


async def test_drain_ends_even_when_work_does_not() -> None:
    work, free = Work(), asyncio.Event()

    async def stubborn() -> None:
        while not free.is_set():
            try:
                await free.wait()
            except asyncio.CancelledError:
                continue

    work.start(stubborn())
    await asyncio.sleep(0)
    async with asyncio.timeout(SOON):
        await work.drain(0.001, 0.001)
    assert len(work) == 1
    free.set()
    await work.idle()


async def test_thinking_happens_on_another_thread(executor: BoundedExecutor) -> None:
    assert await executor.run(threading.get_ident) != threading.get_ident()


async def test_errors_of_thinking_arrive(executor: BoundedExecutor) -> None:
    with pytest.raises(ZeroDivisionError):
        await executor.run(lambda: 1 // 0)
    assert await executor.run(lambda: 1) == 1


async def test_a_full_queue_refuses_at_once_and_recovers(executor: BoundedExecutor) -> None:
    gate = Gate()
    thinking = [asyncio.create_task(executor.run(gate.pass_through)) for _ in range(2)]
    assert await asyncio.to_thread(gate.reached.wait, SOON)
    with pytest.raises(Busy):
        await executor.run(lambda: None)
    gate.open()
    assert await asyncio.gather(*thinking) == ["through"] * 2
    assert await executor.run(lambda: "again") == "again"


async def test_a_slow_call_is_reported_and_still_counts(executor: BoundedExecutor) -> None:
    gate = Gate()
    with pytest.raises(CoachError, match="too long"):
        await executor.run(gate.pass_through, seconds=0.01)
    waiting = asyncio.create_task(executor.run(lambda: "next"))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await executor.run(lambda: None)
    gate.open()
    assert await waiting == "next"


async def test_what_waits_in_vain_is_never_thought(executor: BoundedExecutor) -> None:
    gate, thought = Gate(), threading.Event()
    blocking = asyncio.create_task(executor.run(gate.pass_through))
    assert await asyncio.to_thread(gate.reached.wait, SOON)
    with pytest.raises(CoachError, match="too long"):
        await executor.run(thought.set, seconds=0.01)
    gate.open()
    await blocking
    assert await executor.run(lambda: "next") == "next"
    assert not thought.is_set()
