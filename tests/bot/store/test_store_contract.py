"""One contract for claims and conversations, for the in-memory fakes, SQLite and PostgreSQL."""

import asyncio

from bot.store.ports import (
    CLAIMS_KEPT_SECONDS,
    LEASE_SECONDS,
    TURNS_KEPT_SECONDS,
)
from tests.bot.stores import NOW, Store, exchange


async def test_a_claim_has_one_winner(store: Store) -> None:
    takers = [store.claims.take("T1", "key", NOW) for _ in range(20)]
    assert sorted(await asyncio.gather(*takers)) == [False] * 19 + [True]


async def test_a_lease_that_ran_out_has_one_winner_again(store: Store) -> None:
    await store.claims.take("T1", "key", NOW)
    assert not await store.claims.take("T1", "key", NOW + LEASE_SECONDS - 1)
    takers = [store.claims.take("T1", "key", NOW + LEASE_SECONDS) for _ in range(20)]
    assert sum(await asyncio.gather(*takers)) == 1


async def test_a_released_claim_may_be_taken_again(store: Store) -> None:
    await store.claims.take("T1", "key", NOW)
    await store.claims.release("T1", "key")
    assert await store.claims.take("T1", "key", NOW + 1)


async def test_what_is_done_is_done_once(store: Store) -> None:
    await store.claims.take("T1", "key", NOW)
    await store.claims.done("T1", "key")
    await store.claims.release("T1", "key")
    assert not await store.claims.take("T1", "key", NOW + LEASE_SECONDS * 2)


async def test_releasing_or_finishing_what_nobody_took_is_no_error(store: Store) -> None:
    await store.claims.release("T1", "key")
    await store.claims.done("T1", "key")
    assert await store.claims.take("T1", "key", NOW)


async def test_old_claims_are_forgotten_and_young_ones_kept(store: Store) -> None:
    for key, at in (("old", NOW - CLAIMS_KEPT_SECONDS - 1), ("young", NOW - LEASE_SECONDS - 1)):
        await store.claims.take("T1", key, at)
        await store.claims.done("T1", key)
    await store.claims.purge(NOW)
    assert await store.claims.take("T1", "old", NOW)
    assert not await store.claims.take("T1", "young", NOW)


async def test_claims_of_two_workspaces_are_apart(store: Store) -> None:
    assert await store.claims.take("T1", "key", NOW)
    assert await store.claims.take("T2", "key", NOW)
    await store.claims.done("T1", "key")
    await store.claims.release("T2", "key")
    assert not await store.claims.take("T1", "key", NOW)
    assert await store.claims.take("T2", "key", NOW)


async def test_an_exchange_comes_back_as_it_was(store: Store) -> None:
    await store.conversations.add(exchange())
    found = await store.conversations.find("T1", "C1", exchange().question_ts)
    assert found == exchange()


async def test_a_thread_is_its_latest_exchanges_oldest_first(store: Store) -> None:
    for number in (3, 1, 12, 2):
        await store.conversations.add(exchange(number))
    thread = exchange().thread_ts
    found = await store.conversations.of_thread("T1", "C1", thread)
    assert list(found) == [exchange(n) for n in (1, 2, 3, 12)]
    latest = await store.conversations.of_thread("T1", "C1", thread, limit=2)
    assert list(latest) == [exchange(n) for n in (3, 12)]


async def test_the_same_question_again_replaces_its_exchange(store: Store) -> None:
    await store.conversations.add(exchange())
    edited = exchange(question="Edited", answer_ts=("9.9",), section_ids=())
    await store.conversations.add(edited)
    assert list(await store.conversations.of_thread("T1", "C1", edited.thread_ts)) == [edited]


async def test_threads_channels_and_workspaces_are_apart(store: Store) -> None:
    await store.conversations.add(exchange())
    thread, ts = exchange().thread_ts, exchange().question_ts
    assert not await store.conversations.of_thread("T1", "C1", "other")
    assert not await store.conversations.of_thread("T1", "C2", thread)
    assert not await store.conversations.of_thread("T2", "C1", thread)
    assert await store.conversations.find("T2", "C1", ts) is None
    await store.conversations.remove("T2", "C1", ts)
    await store.conversations.remove("T1", "C2", ts)
    await store.conversations.forget_workspace("T2")
    assert await store.conversations.find("T1", "C1", ts) == exchange()


async def test_a_removed_exchange_is_gone_alone(store: Store) -> None:
    for number in (1, 2):
        await store.conversations.add(exchange(number))
    await store.conversations.remove("T1", "C1", exchange(1).question_ts)
    left = await store.conversations.of_thread("T1", "C1", exchange().thread_ts)
    assert list(left) == [exchange(2)]


async def test_a_forgotten_workspace_is_empty(store: Store) -> None:
    for workspace in ("T1", "T2"):
        await store.conversations.add(exchange(workspace=workspace))
    await store.conversations.forget_workspace("T1")
    assert await store.conversations.find("T1", "C1", exchange().question_ts) is None
    assert await store.conversations.find("T2", "C1", exchange().question_ts) is not None


async def test_old_exchanges_are_forgotten_and_young_ones_kept(store: Store) -> None:
    old, young = exchange(1, at=NOW - TURNS_KEPT_SECONDS - 1), exchange(2)
    for one in (old, young):
        await store.conversations.add(one)
    await store.conversations.purge(NOW)
    left = await store.conversations.of_thread("T1", "C1", young.thread_ts)
    assert list(left) == [young]
