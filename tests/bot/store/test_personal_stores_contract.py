"""One contract for stores of people's data: verdicts, logs, and forgetting."""

import asyncio
from dataclasses import replace

from bot.coaching.feedback.gaps import Signal, Verdict
from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.store.ports import (
    SIGNALS_KEPT_SECONDS,
)
from tests.bot.stores import NOW, Store, exchange


def verdict(key: str, at: float = NOW, **more: object) -> Signal:
    """Return a verdict on the answer called ``key``."""
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
    """Return the n-th entry of a log."""
    made = Entry(
        id=f"e{number}",
        workspace="T1",
        person="U1",
        at=NOW + number,
        kind=EntryKind.LEARNED,
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


async def test_a_log_comes_back_in_order(store: Store) -> None:
    entries = [entry(2), entry(1, level=None), entry(3, kind=EntryKind.TAKEN_BACK, about="e2")]
    assert list(await store.learning.append(entries)) == entries
    assert list(await store.learning.of("T1", "U1")) == entries
    assert not await store.learning.append([])


async def test_an_entry_is_stored_once(store: Store) -> None:
    appending = [store.learning.append([entry(1, note=str(n)), entry(2)]) for n in range(8)]
    new = [each for added in await asyncio.gather(*appending) for each in added]
    assert sorted(e.id for e in new) == ["e1", "e2"]
    assert len(await store.learning.of("T1", "U1")) == 2


async def test_people_and_workspaces_have_logs_of_their_own(store: Store) -> None:
    entries = [entry(), entry(person="U2"), entry(workspace="T2")]
    assert len(await store.learning.append(entries)) == 3
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


async def test_verdicts_of_others_are_deleted_with_the_asker(store: Store) -> None:
    judged = Signal("T1", "k/U2", Verdict.HELPFUL, "U2", "How?", (), NOW, asker="U1")
    await store.signals.add(judged)
    assert list(await store.signals.of_person("T1", "U1")) == []
    assert list(await store.signals.of_person("T1", "U2")) == [judged]
    assert await store.signals.forget("T1", "U1") == 1
    assert list(await store.signals.of_person("T1", "U2")) == []
