"""One contract for the store: the in-memory twins, SQLite and PostgreSQL all keep it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.coaching.gaps import Signal, Verdict
from bot.coaching.log import Entry, Kind, Level
from bot.store.claims import DatabaseClaims
from bot.store.conversations import DatabaseConversations
from bot.store.database import open_database
from bot.store.learning import DatabaseLearning
from bot.store.memory import MemoryClaims, MemoryConversations, MemoryLearning, MemorySignals
from bot.store.ports import (
    CLAIMS_KEPT_SECONDS,
    LEASE_SECONDS,
    SIGNALS_KEPT_SECONDS,
    TURNS_KEPT_SECONDS,
    Claims,
    Conversations,
    Exchange,
    Learning,
    Signals,
)
from bot.store.signals import DatabaseSignals
from tests.conftest import fresh_postgres

NOW = 1_800_000_000.0


@dataclass(frozen=True)
class Store:
    """The parts of a store."""

    claims: Claims
    conversations: Conversations
    signals: Signals
    learning: Learning


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        yield Store(MemoryClaims(), MemoryConversations(), MemorySignals(), MemoryLearning())
        return
    url = f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    if request.param == "postgresql":
        url = fresh_postgres(request.getfixturevalue("postgres"))
    database = await open_database(url)
    try:
        yield Store(
            DatabaseClaims(database),
            DatabaseConversations(database),
            DatabaseSignals(database),
            DatabaseLearning(database),
        )
    finally:
        await database.close()


def exchange(number: int = 1, **more: object) -> Exchange:
    """The n-th exchange of a thread."""
    made = Exchange(
        workspace="T1",
        channel="C1",
        thread_ts="1800000000.000100",
        question_ts=f"1800000000.{number:06}",
        person="U1",
        question=f"Question {number}? “ü” 👩\u200d💻",
        answer="Answer\nin lines",
        answer_channel="C1",
        answer_ts=("1800000001.000100", "1800000001.000200"),
        section_ids=("s1", "s2"),
        at=NOW,
    )
    return replace(made, **more)  # type: ignore[arg-type]


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


def verdict(key: str, at: float = NOW, **more: object) -> Signal:
    """A verdict on the answer called ``key``."""
    made = Signal("T1", key, Verdict.UNHELPFUL, "U1", "Why? 👩\u200d💻", ("s1", "s2"), at)
    return replace(made, **more)  # type: ignore[arg-type]


async def test_verdicts_come_back_oldest_first_and_are_replaced(store: Store) -> None:
    await store.signals.add(verdict("b", NOW + 2))
    await store.signals.add(verdict("a", NOW + 1))
    changed = verdict("a", NOW + 3, verdict=Verdict.HELPFUL)
    await store.signals.add(changed)
    assert list(await store.signals.since("T1", NOW)) == [verdict("b", NOW + 2), changed]
    assert list(await store.signals.since("T1", NOW + 3)) == [changed]


async def test_a_reason_is_added_to_its_verdict_alone(store: Store) -> None:
    await store.signals.add(verdict("a"))
    await store.signals.add(verdict("b", NOW + 1))
    await store.signals.explain("T1", "a", "too short")
    await store.signals.explain("T2", "b", "of another workspace")
    found = await store.signals.since("T1", NOW)
    assert [signal.reason for signal in found] == ["too short", ""]


async def test_verdicts_of_workspaces_are_apart_but_for_the_operator(store: Store) -> None:
    await store.signals.add(verdict("a"))
    await store.signals.add(verdict("a", NOW + 1, workspace="T2"))
    assert len(await store.signals.since("T1", 0)) == 1
    assert len(await store.signals.since(None, 0)) == 2
    await store.signals.forget_workspace("T1")
    assert [s.workspace for s in await store.signals.since(None, 0)] == ["T2"]


async def test_old_verdicts_are_forgotten_and_young_ones_kept(store: Store) -> None:
    await store.signals.add(verdict("old", NOW - SIGNALS_KEPT_SECONDS - 1))
    await store.signals.add(verdict("young", NOW - SIGNALS_KEPT_SECONDS + 1))
    await store.signals.purge(NOW)
    assert [s.key for s in await store.signals.since(None, 0)] == ["young"]


def entry(number: int = 1, **more: object) -> Entry:
    """The n-th entry of a log."""
    made = Entry(
        id=f"e{number}",
        workspace="T1",
        person="U1",
        at=NOW + number,
        kind=Kind.LEARNED,
        batch="b1",
        skill_id="s1",
        skill="Caching ‘fast’ 👩\u200d💻",
        section="Speed",
        document="Skills",
        level=Level.PRACTISING,
        on="2026-11-22",
        words="cached it",
        evidence="https://example.com/?a=b&c",
        note="a\nnote",
        wish=True,
    )
    return replace(made, **more)  # type: ignore[arg-type]


async def test_a_log_comes_back_in_the_order_it_was_said(store: Store) -> None:
    said = [entry(2), entry(1, level=None), entry(3, kind=Kind.TAKEN_BACK, about="e2")]
    assert list(await store.learning.append(said)) == said
    assert list(await store.learning.of("T1", "U1")) == said
    assert not await store.learning.append([])


async def test_an_entry_is_stored_once_whoever_says_it_again(store: Store) -> None:
    told = [store.learning.append([entry(1, note=str(n)), entry(2)]) for n in range(8)]
    new = [each for added in await asyncio.gather(*told) for each in added]
    assert sorted(e.id for e in new) == ["e1", "e2"]
    assert len(await store.learning.of("T1", "U1")) == 2


async def test_people_and_workspaces_have_logs_of_their_own(store: Store) -> None:
    said = [entry(), entry(person="U2"), entry(workspace="T2")]
    assert len(await store.learning.append(said)) == 3
    assert await store.learning.forget("T1", "U1") == 1
    assert not await store.learning.of("T1", "U1")
    assert await store.learning.of("T1", "U2") == [entry(person="U2")]
    await store.learning.forget_workspace("T1")
    assert not await store.learning.of("T1", "U2")
    assert await store.learning.of("T2", "U1") == [entry(workspace="T2")]


async def test_what_a_person_asked_can_be_shown_to_them_and_forgotten(store: Store) -> None:
    await store.conversations.add(exchange(1))
    await store.conversations.add(exchange(2, person="U2"))
    assert await store.conversations.of_person("T1", "U1") == [exchange(1)]
    assert await store.conversations.forget("T1", "U1") == 1
    assert not await store.conversations.of_person("T1", "U1")
    assert await store.conversations.of_person("T1", "U2") == [exchange(2, person="U2")]


async def test_verdicts_of_a_person_can_be_shown_to_them_and_forgotten(store: Store) -> None:
    mine = Signal("T1", "k1", Verdict.REFUSED, "U1", "What?", ("s1",), NOW)
    other = replace(mine, key="k2", person="U2")
    await store.signals.add(mine)
    await store.signals.add(other)
    assert await store.signals.of_person("T1", "U1") == [mine]
    assert await store.signals.forget("T1", "U1") == 1
    assert await store.signals.since("T1", 0) == [other]


async def test_claims_that_name_a_person_are_forgotten_and_no_other(store: Store) -> None:
    for workspace, key in (("T1", "gaps:U1:7"), ("T1", "k/U1"), ("T1", "k:U12"), ("T2", "k:U1")):
        await store.claims.take(workspace, key, NOW)
    assert await store.claims.forget("T1", "U1") == 2
    assert await store.claims.take("T1", "gaps:U1:7", NOW)
    assert not await store.claims.take("T1", "k:U12", NOW)
    assert not await store.claims.take("T2", "k:U1", NOW)
    await store.claims.forget_workspace("T2")
    assert await store.claims.take("T2", "k:U1", NOW)


async def test_what_others_said_of_a_question_goes_with_its_asker(store: Store) -> None:
    judged = Signal("T1", "k/U2", Verdict.HELPFUL, "U2", "How?", (), NOW, asker="U1")
    await store.signals.add(judged)
    assert list(await store.signals.of_person("T1", "U1")) == []
    assert list(await store.signals.of_person("T1", "U2")) == [judged]
    assert await store.signals.forget("T1", "U1") == 1
    assert list(await store.signals.of_person("T1", "U2")) == []
