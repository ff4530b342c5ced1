"""One contract for schedules, for the in-memory fake, SQLite and PostgreSQL."""

import asyncio
from dataclasses import replace

import pytest

from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.store.nudge_ports import (
    CLAIM_SECONDS,
    CLOCKS_APART_SECONDS,
    ClaimLost,
    Nudges,
)
from tests.bot.nudge_rows import NOW, Opening, claimed, line, schedule

HOUR = 3600.0


async def test_a_schedule_comes_back_as_it_was_and_is_replaced(nudges: Nudges) -> None:
    assert await nudges.get("T1", "U1") is None
    await nudges.put(schedule())
    assert await nudges.get("T1", "U1") == schedule()
    bare = Schedule("T1", "U1", NudgeKind.PROMPT, "U2", Preferences(), NOW, None, NOW, about="k")
    await nudges.put(bare)
    assert await nudges.get("T1", "U1") == bare
    assert await nudges.get("T2", "U1") is None


async def test_a_schedule_is_added_only_where_there_is_none(nudges: Nudges) -> None:
    added = await asyncio.gather(*(nudges.add(schedule(next_at=NOW + n)) for n in range(8)))
    assert sorted(added) == [False] * 7 + [True]
    assert await nudges.add(schedule(workspace="T2"))


async def test_a_dropped_schedule_is_gone_alone(nudges: Nudges) -> None:
    for subject in ("U1", "U1/plan"):
        await nudges.put(schedule(subject))
    await nudges.drop("T1", "U1/plan")
    await nudges.drop("T1", "U9")
    assert await nudges.get("T1", "U1/plan") is None
    assert await nudges.get("T1", "U1") is not None


async def test_those_due_are_claimed_longest_due_first(nudges: Nudges) -> None:
    for subject, at in (("U2", NOW), ("U1", NOW - HOUR), ("U3", NOW + 1), ("U4", None)):
        await nudges.put(schedule(subject, at))
    found = await nudges.claim(NOW, 10)
    assert [each.schedule for each in found] == [schedule("U1", NOW - HOUR), schedule("U2", NOW)]
    assert not await nudges.claim(NOW, 10)


async def test_a_claim_respects_its_limit(nudges: Nudges) -> None:
    for number in range(5):
        await nudges.put(schedule(f"U{number}", NOW - number))
    taken = [[each.schedule.subject for each in await nudges.claim(NOW, 2)] for _ in range(4)]
    assert taken == [["U4", "U3"], ["U2", "U1"], ["U0"], []]


async def test_busy_workspaces_are_left_alone(nudges: Nudges) -> None:
    for workspace in ("T1", "T2"):
        await nudges.put(schedule(workspace=workspace))
    (found,) = await nudges.claim(NOW, 10, workspaces_busy=["T1", "T3"])
    assert found.schedule.workspace == "T2"


async def test_workers_that_claim_at_once_share_what_is_due(nudges: Nudges) -> None:
    for number in range(40):
        await nudges.put(schedule(f"U{number}"))
    taken = await asyncio.gather(*(nudges.claim(NOW, 5) for _ in range(12)))
    subjects = [each.schedule.subject for some in taken for each in some]
    assert len(subjects) == len(set(subjects))
    rest = await nudges.claim(NOW, 40)
    assert len(subjects) + len(rest) == 40


async def test_a_claim_that_its_holder_did_not_live_to_end_is_free_again(opening: Opening) -> None:
    died = opening(-1.0)
    await died.put(schedule())
    lost = await claimed(died)
    survivor = opening(CLAIM_SECONDS)
    claim = await claimed(survivor)
    assert claim.token != lost.token
    await survivor.end(lost, schedule(next_at=NOW + 1))
    assert await survivor.get("T1", "U1") == schedule()
    with pytest.raises(ClaimLost):
        await survivor.begin(line(), lost)
    await survivor.begin(line(), claim)


async def test_a_claim_whose_time_is_over_begins_nothing(opening: Opening) -> None:
    nudges = opening(-1.0)
    await nudges.put(schedule())
    late = await claimed(nudges)
    with pytest.raises(ClaimLost):
        await nudges.begin(line(), late)
    assert not await nudges.sent("T1", "U1", 0)


async def test_ending_a_claim_plans_the_next_look(nudges: Nudges) -> None:
    await nudges.put(schedule())
    claim = await claimed(nudges)
    planned = replace(schedule(), next_at=NOW + HOUR, zone="Europe/Paris")
    await nudges.end(claim, planned)
    assert await nudges.get("T1", "U1") == planned
    assert not await nudges.claim(NOW, 10)
    assert (await claimed(nudges, NOW + HOUR)).schedule == planned


async def test_ending_a_claim_may_remove_the_schedule(nudges: Nudges) -> None:
    await nudges.put(schedule())
    await nudges.end(await claimed(nudges), None)
    assert await nudges.get("T1", "U1") is None


@pytest.mark.parametrize("keep", [True, False])
async def test_what_a_person_sets_meanwhile_is_kept(nudges: Nudges, keep: bool) -> None:
    await nudges.put(schedule())
    claim = await claimed(nudges)
    wished = schedule(next_at=NOW - 1)
    await nudges.put(wished)
    assert not await nudges.claim(NOW, 10), "not while the other one may be sending"
    with pytest.raises(ClaimLost):
        await nudges.begin(line(), claim)
    await nudges.end(claim, schedule(next_at=NOW + HOUR) if keep else None)
    assert await nudges.get("T1", "U1") == wished
    assert (await claimed(nudges)).schedule == wished


async def test_what_is_dropped_meanwhile_stays_dropped(nudges: Nudges) -> None:
    await nudges.put(schedule())
    claim = await claimed(nudges)
    await nudges.drop("T1", "U1")
    with pytest.raises(ClaimLost):
        await nudges.begin(line(), claim)
    await nudges.end(claim, schedule(next_at=NOW + HOUR), line(channel="D1", ts="1.1"))
    assert await nudges.get("T1", "U1") is None


async def test_after_the_clock_was_put_back_plans_are_looked_at_again(nudges: Nudges) -> None:
    ahead = NOW + CLOCKS_APART_SECONDS
    await nudges.put(schedule("U1", NOW + 9e6, planned_at=ahead + 1))
    await nudges.put(schedule("U2", None, planned_at=ahead + 1))
    await nudges.put(schedule("U3", NOW + 9e6, planned_at=ahead - 1))
    await nudges.put(schedule("U4"))
    found = await nudges.claim(NOW, 10)
    assert found[0].schedule.subject == "U4"
    assert {each.schedule.subject for each in found} == {"U1", "U2", "U4"}
    assert not await nudges.claim(NOW, 10)


async def test_a_claim_is_ended_and_its_line_confirmed_in_one_step(nudges: Nudges) -> None:
    await nudges.put(schedule())
    claim = await claimed(nudges)
    begun = await nudges.begin(line(), claim)
    took = replace(begun, channel="D1", ts="1.1")
    await nudges.end(claim, schedule(next_at=None), took)
    assert await nudges.find("T1", line().key) == took
    assert await nudges.get("T1", "U1") == schedule(next_at=None)


async def test_learners_are_those_who_switched_it_on(nudges: Nudges) -> None:
    on, off = Preferences(mode=Mode.ON), Preferences(mode=Mode.OFF)
    await nudges.put(schedule("U1", preferences=on))
    await nudges.put(schedule("U2", preferences=off))
    await nudges.put(schedule("C1", preferences=on, kind=NudgeKind.PROMPT))
    await nudges.put(schedule("U3", preferences=on, workspace="T2"))
    assert await nudges.learners("T1") == 1
    await nudges.put(schedule("U2", preferences=on))
    assert await nudges.learners("T1") == 2
